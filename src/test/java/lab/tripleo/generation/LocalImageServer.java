package lab.tripleo.generation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves one image over HTTP: {@code /image} supports ranges, {@code /whole} does not, {@code /cut}
 * closes the connection in the middle. Anything else is 404.
 */
final class LocalImageServer implements AutoCloseable {
  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch requested = new CountDownLatch(1);
  private volatile CountDownLatch held = new CountDownLatch(0);
  private volatile byte[] image;

  LocalImageServer(byte[] image) throws IOException {
    this.image = image;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.createContext("/", this::answer);
    http.start();
  }

  String url(String name) {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/" + name;
  }

  void offer(byte[] bytes) {
    image = bytes;
  }

  /** {@code GET PATH FIRST_BYTE} of each download, oldest first. */
  List<String> requests() {
    return requests;
  }

  /** Holds all downloads until {@link #release}. */
  void hold() {
    held = new CountDownLatch(1);
  }

  void release() {
    held.countDown();
  }

  void awaitRequest() throws InterruptedException {
    requested.await();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] bytes = image;
      if (!List.of("/image", "/whole", "/cut").contains(path)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      exchange.getResponseHeaders().set("ETag", "\"" + Arrays.hashCode(bytes) + "\"");
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      String range = exchange.getRequestHeaders().getFirst("Range");
      int first = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
      requests.add("GET " + path + " " + first);
      requested.countDown();
      held.await();
      send(exchange, bytes, path.equals("/whole") ? 0 : first, path.equals("/cut"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, byte[] bytes, int first, boolean cut)
      throws IOException {
    int length = bytes.length - first;
    if (first > 0) {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes %d-%d/%d".formatted(first, bytes.length - 1, bytes.length));
    }
    exchange.sendResponseHeaders(first > 0 ? 206 : 200, length);
    OutputStream out = exchange.getResponseBody();
    out.write(bytes, first, cut ? length / 2 : length);
    out.flush();
  }

  @Override
  public void close() {
    release();
    http.stop(0);
    threads.shutdownNow();
  }
}
