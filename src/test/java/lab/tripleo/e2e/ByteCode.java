package lab.tripleo.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Installs {@code e2e/zip_bytecode.py} on a host of a test; the script explains its purpose. */
final class ByteCode {
  private static final Path PROGRAM = Path.of("src/test/resources/e2e/zip_bytecode.py");

  private ByteCode() {}

  /**
   * Installs the script.
   *
   * @param root runs a shell script on the host
   */
  static void keep(Consumer<String> root) throws IOException {
    root.accept(
        """
        site=$(/usr/bin/python3 -c 'import site; print(site.getsitepackages()[-1])')
        mkdir -p "$site"
        install -d -m 1777 /var/tmp/zip-bytecode
        echo 'import zip_bytecode' >"$site/zip_bytecode.pth"
        cat >"$site/zip_bytecode.py" <<'END'
        %s
        END
        /usr/bin/python3 -m compileall -q "$site/zip_bytecode.py"
        """
            .formatted(Files.readString(PROGRAM)));
  }
}
