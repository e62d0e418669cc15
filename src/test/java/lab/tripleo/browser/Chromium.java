package lab.tripleo.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Chromium without a window, and one page in it; speaks the DevTools protocol. */
public final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PORT = Pattern.compile("DevTools listening on ws://([^/]+)/.*");
  private static final long LIMIT_SECONDS = 60;
  private static final String DRAWN =
      "new Promise(done => requestAnimationFrame(() => setTimeout(done)))";

  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private int sent;
  private boolean scripts = true;

  /**
   * Starts it.
   *
   * @param profile an empty folder
   */
  public Chromium(Path profile) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                program(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    // It is killed at the end, and leaves files there.
    builder.environment().put("TMPDIR", profile.toString());
    process = builder.start();
    String address = address(process.errorReader());
    HttpClient http = HttpClient.newHttpClient();
    String pages =
        http.send(
                HttpRequest.newBuilder(URI.create("http://" + address + "/json/list")).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    String page = "";
    for (JsonNode it : JSON.readTree(pages)) {
      page =
          it.path("type").asText().equals("page") ? it.path("webSocketDebuggerUrl").asText() : page;
    }
    socket = http.newWebSocketBuilder().buildAsync(URI.create(page), new Answers()).join();
    send("Page.enable", Map.of());
  }

  private static String program() {
    return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .filter(it -> Files.isExecutable(Path.of(it)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Chromium is missing: package chromium"));
  }

  private static String address(BufferedReader lines) throws IOException {
    StringBuilder seen = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      seen.append(line).append('\n');
      Matcher port = PORT.matcher(line);
      if (port.matches()) {
        return port.group(1);
      }
    }
    throw new IOException("Chromium did not start: " + seen);
  }

  /** Gives each answer to the one who waits for it. */
  private final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        answer(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void answer(String message) {
      try {
        JsonNode json = JSON.readTree(message);
        Optional.ofNullable(answers.remove(json.path("id").asInt()))
            .ifPresent(it -> it.complete(json));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private JsonNode send(String method, Map<String, ?> parameters) {
    try {
      int id = ++sent;
      CompletableFuture<JsonNode> answer = new CompletableFuture<>();
      answers.put(id, answer);
      Map<String, Object> message = Map.of("id", id, "method", method, "params", parameters);
      socket.sendText(JSON.writeValueAsString(message), true).join();
      JsonNode json = answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (json.has("error")) {
        throw new IllegalStateException(method + ": " + json.path("error"));
      }
      return json.path("result");
    } catch (Exception e) {
      throw new IllegalStateException(method + " failed", e);
    }
  }

  /** Opens a file and waits until the page is drawn; returns the milliseconds. */
  public long open(Path file) {
    long began = System.nanoTime();
    send("Page.navigate", Map.of("url", file.toUri().toString()));
    while (!evaluate("document.readyState + location.protocol").asText().equals("completefile:")) {
      pause();
    }
    if (scripts) {
      evaluate(DRAWN);
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The value of a JavaScript expression; waits for a promise. */
  public JsonNode evaluate(String expression) {
    JsonNode result =
        send(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** Presses keys, one a character; waits until the page is drawn. */
  public void type(String characters) {
    characters.chars().mapToObj(Character::toString).forEach(it -> press(it, it));
  }

  /** Presses a key without a character, such as {@code Escape}. */
  public void press(String key) {
    press(key, "");
  }

  private void press(String key, String text) {
    send("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key, "text", text));
    send("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
    evaluate(DRAWN);
  }

  /** The size of the window in pixels. */
  public void size(int width, int height) {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** Whether the user prefers {@code dark} or {@code light}. */
  public void colorScheme(String scheme) {
    send(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Whether scripts run in the pages that are opened from now on. */
  public void scripts(boolean enabled) {
    scripts = enabled;
    send("Emulation.setScriptExecutionDisabled", Map.of("value", !enabled));
  }

  /** The page as a picture, PNG. */
  public byte[] picture() {
    JsonNode it = send("Page.captureScreenshot", Map.of("captureBeyondViewport", false));
    return Base64.getDecoder().decode(it.path("data").asText());
  }

  /** The page as it is printed, PDF. */
  public byte[] print() {
    return Base64.getDecoder().decode(send("Page.printToPDF", Map.of()).path("data").asText());
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }
}
