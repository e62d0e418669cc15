package lab.tripleo.terminal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Formats points in time in the local time zone. */
public final class LocalTime {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z");

  private LocalTime() {}

  public static String local(Instant instant) {
    return FORMAT.format(instant.atZone(ZoneId.systemDefault()));
  }
}
