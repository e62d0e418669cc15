package lab.tripleo.generation;

import freemarker.template.SimpleNumber;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The functions that write the user's values into generated files:
 *
 * <ul>
 *   <li>{@code yaml(text)}: a scalar, quoted if necessary, for values that cannot contain Jinja;
 *   <li>{@code unsafe(text)}: a scalar for any text, with {@code !unsafe} if necessary, so that
 *       Ansible never evaluates it;
 *   <li>{@code block(text, indent)}: a literal block with {@code !unsafe}, for several lines;
 *   <li>{@code comment(text)}: text for a comment on one line.
 * </ul>
 *
 * Only values that are plain text in every place, such as a checked part of a path, need none.
 */
final class YamlFunctions {
  static final Map<String, TemplateModel> ALL =
      Map.of(
          "yaml", function(YamlText::scalar),
          "unsafe", function(YamlText::unsafe),
          "block", (TemplateMethodModelEx) YamlFunctions::block,
          "comment", function(YamlText::comment));

  private YamlFunctions() {}

  private static TemplateMethodModelEx function(UnaryOperator<String> body) {
    return arguments -> new SimpleScalar(body.apply(text(arguments, 1)));
  }

  private static Object block(List<?> arguments) throws TemplateModelException {
    String text = text(arguments, 2);
    int indent = ((SimpleNumber) arguments.get(1)).getAsNumber().intValue();
    return new SimpleScalar("!unsafe " + YamlText.block(text, indent));
  }

  private static String text(List<?> arguments, int expected) throws TemplateModelException {
    if (arguments.size() != expected || !(arguments.get(0) instanceof TemplateScalarModel scalar)) {
      throw new TemplateModelException("takes " + expected + " arguments, the first a text");
    }
    return scalar.getAsString();
  }
}
