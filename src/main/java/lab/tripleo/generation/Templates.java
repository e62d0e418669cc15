package lab.tripleo.generation;

import freemarker.cache.ClassTemplateLoader;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files under {@code templates/}: FreeMarker's, which end in {@code .ftl}, and those that are
 * copied. They are resources of the program: an error in one is a bug.
 */
final class Templates {
  /** 2.3.33 is the first that reads the components of records as properties. */
  private static final Version BEHAVIOUR = Configuration.VERSION_2_3_34;

  private static final String FOLDER = "templates";

  private final Configuration configuration;

  /** The files that are copied, by name; empty for those that are rendered. */
  private final Map<String, Optional<String>> copies = new ConcurrentHashMap<>();

  Templates() {
    configuration = new Configuration(BEHAVIOUR);
    configuration.setTemplateLoader(
        new ClassTemplateLoader(Templates.class.getClassLoader(), FOLDER));
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
    configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE); // they never change
  }

  /**
   * The text of a file: {@code templates/NAME} as it is or, where there is no such file, what
   * {@code NAME.ftl} makes of the model. The template knows itself as {@code template}.
   */
  String text(String name, Map<String, Object> model) {
    return copies
        .computeIfAbsent(name, Templates::copy)
        .orElseGet(() -> render(name + ".ftl", model));
  }

  private static Optional<String> copy(String name) {
    String resource = FOLDER + "/" + name;
    try (InputStream in = Templates.class.getClassLoader().getResourceAsStream(resource)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  private String render(String template, Map<String, Object> model) {
    Map<String, Object> all = new HashMap<>(model);
    all.put("template", template);
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
