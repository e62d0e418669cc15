package lab.tripleo.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ClaimsTest {
  private static final RanTask COPY = ran("Copy", "zed");
  private static final RanTask WAIT = ran("Wait", "zed");
  private static final List<PlatformTask> TASKS =
      List.of(task("Copy", false, "text of copy"), task("Wait", true, "text of wait"));

  private static RanTask ran(String name, String release) {
    return new RanTask(new TaskKey("el9", "prepare", "Bridge", name, "a.b.c"), release);
  }

  private static PlatformTask task(String name, boolean conditional, String text) {
    return new PlatformTask(ran(name, "").key(), List.of("wallaby", "zed"), text, conditional, "");
  }

  private static Claim claim(RanTask task, String text, String... tests) {
    return new Claim(task, text, new TreeSet<>(List.of(tests)));
  }

  private static Claims claims(List<Claim> before, Map<String, List<RanTask>> found) {
    return new Claims(TASKS, before, found, Set.of("OneIT", "OtherIT"));
  }

  @Test
  void contradictedWhereItsTestsRanAndNoneCameToIt() {
    List<Claim> before = List.of(claim(COPY, "text of copy", "OneIT"));
    Claims claims = claims(before, Map.of("OneIT", List.of(WAIT)));
    assertThat(claims.contradicted()).containsExactly(COPY);
    assertThat(claims.all()).extracting(Claim::task).containsExactly(WAIT);
  }

  @Test
  void standsWhereOneOfItsTestsDidNotRun() {
    List<Claim> before = List.of(claim(COPY, "text of copy", "OneIT", "OtherIT"));
    Claims claims = claims(before, Map.of("OneIT", List.of()));
    assertThat(claims.contradicted()).isEmpty();
    assertThat(claims.all()).isEqualTo(before);
  }

  @Test
  void standsWhereAnotherTestCameToIt() {
    List<Claim> before = List.of(claim(COPY, "text of copy", "OneIT"));
    Claims claims = claims(before, Map.of("OneIT", List.of(), "OtherIT", List.of(COPY)));
    assertThat(claims.contradicted()).isEmpty();
    assertThat(claims.all()).containsExactly(claim(COPY, "text of copy", "OneIT", "OtherIT"));
  }

  @Test
  void chanceContradictsNothing() {
    List<Claim> before = List.of(claim(WAIT, "text of wait", "OneIT"));
    Claims claims = claims(before, Map.of("OneIT", List.of()));
    assertThat(claims.contradicted()).isEmpty();
    assertThat(claims.missed()).containsExactly(WAIT);
    assertThat(claims.known()).isEqualTo(before);
  }

  @Test
  void whatIsNewMakesNothingWrong() {
    Claims claims = claims(List.of(), Map.of("OneIT", List.of(COPY, WAIT)));
    assertThat(claims.known()).isEmpty();
    assertThat(claims.gained()).containsExactly(COPY, WAIT);
    assertThat(claims.all()).extracting(Claim::task).containsExactly(COPY, WAIT);
  }

  @Test
  void goesWithItsTextItsTaskAndItsTests() {
    List<Claim> before =
        List.of(
            claim(COPY, "what it said once", "OneIT"),
            claim(WAIT, "text of wait", "GoneIT"),
            claim(ran("Gone", "zed"), "text of copy", "OneIT"),
            claim(ran("Copy", "train"), "text of copy", "OneIT"));
    assertThat(claims(before, Map.of()).all()).isEmpty();
  }

  @Test
  void tellsWhatIsInNoList() {
    RanTask odd = ran("Copy", "train");
    Claims claims = claims(List.of(), Map.of("OneIT", List.of(odd)));
    assertThat(claims.unknown()).containsExactly(odd.line());
    assertThat(claims.all()).isEmpty();
  }

  @Test
  void isReadAsItIsKept() {
    Claim claim = claim(COPY, "text of copy", "OtherIT", "OneIT");
    assertThat(Claim.of(List.of(claim.line().split("\t")))).isEqualTo(claim);
    PlatformTask task = TASKS.get(1);
    assertThat(PlatformTask.of(List.of(task.line().split("\t", -1)))).isEqualTo(task);
  }
}
