package lab.tripleo.generation;

import freemarker.cache.ClassTemplateLoader;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.Version;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The one place that sets FreeMarker up. Templates are resources of the program: an error in one is
 * a bug.
 */
final class Templates {
  /** 2.3.33 is the first that reads the components of records as properties. */
  private static final Version BEHAVIOUR = Configuration.VERSION_2_3_34;

  private final Configuration configuration;

  Templates() {
    configuration = new Configuration(BEHAVIOUR);
    configuration.setTemplateLoader(
        new ClassTemplateLoader(Templates.class.getClassLoader(), "templates"));
    configuration.setObjectWrapper(new DefaultObjectWrapperBuilder(BEHAVIOUR).build());
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setWrapUncheckedExceptions(true);
    configuration.setFallbackOnNullLoopVariable(false);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setNumberFormat("computer");
    configuration.setBooleanFormat("c");
    configuration.setLocale(Locale.ROOT);
    configuration.setAutoFlush(false);
  }

  String render(String template, Map<String, Object> model) {
    Map<String, Object> all = new HashMap<>(model);
    all.putAll(YamlFunctions.ALL);
    StringWriter out = new StringWriter();
    try {
      configuration.getTemplate(template).process(all, out);
    } catch (IOException e) {
      throw new UncheckedIOException("template " + template, e);
    } catch (TemplateException e) {
      throw new IllegalStateException("template " + template + ": " + e.getMessage(), e);
    }
    return out.toString();
  }
}
