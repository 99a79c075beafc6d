package dev.pagewalk.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.explore.Cancellation;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
  @TempDir
  private Path folder;

  private final Stepping lost = Stepping.through("basics/lost-update.pw", "lost_update", "1");

  @Test
  void choicesAreListedAndTaken() {
    assertThat(lost.type("choices").text()).isEqualTo("""
        1  adder[0]: counter = 0
        2  adder[1]: counter = 0""");
    assertThat(lost.type("take 2").stop()).isPresent();
    assertThat(lost.type("choices").text()).isEqualTo("""
        1  adder[0]: counter = 0
             => data_race
        2  adder[1]: counter++;
             ~ counter: 0 -> 1
             => data_race""");
    assertThat(lost.type("take 3").text()).isEqualTo("`take` takes a number from 1 to 2, as `choices` lists them");
  }

  @Test
  void findGoesToTheNearestViolation() {
    Commands.Answer found = lost.type("find final");
    assertThat(found.text()).isEqualTo("final: `counter == 2` does not hold at the end (4 steps from step 0)");
    assertThat(lost.type("at").text()).isEqualTo("step 4");
    assertThat(lost.session.violated().orElseThrow().places()).hasSize(2);
    lost.type("back 9");
    assertThat(lost.type("at").text()).isEqualTo("step 0, 4 ahead");
    assertThat(lost.run().why()).isEqualTo(Stop.Why.VIOLATION);
  }

  @Test
  void findSaysWhatItDoesNotKnowOrFind() {
    assertThat(lost.type("find fish").text()).startsWith("there is no oracle `fish`; there are accounting, ");
    assertThat(lost.type("find deadlock").text()).isEqualTo("no deadlock was found from here on");
    assertThat(lost.commands.run("find deadlock", 0, Optional.empty(), () -> true).isFailed()).isTrue();
  }

  @Test
  void aSavedPathIsAWitness() {
    lost.type("find");
    lost.type("back 1");
    String file = folder.resolve("mine.witness").toString();
    assertThat(lost.type("save " + file).text()).isEqualTo("saved; pagewalk replay " + file);
    Stepping again = Stepping.of(Stepping.open(new Opening.Wish(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(file), Opening.Selection.NONE)));
    assertThat(again.session.opened().notes()).isEmpty();
    again.running.goTo(99, 0);
    assertThat(again.session.interleaving().moves()).isEqualTo(lost.session.interleaving().moves());
    assertThat(lost.type("save " + folder).text()).contains("cannot be written");
  }

  @Test
  void expressionsAreOfTheLanguage() {
    assertThat(lost.type("counter + 2 == 2 && !false").text()).isEqualTo("true");
    assertThat(lost.value("adder[1]", "self")).isEqualTo("1");
    assertThat(lost.type("counter +").text()).startsWith("`counter +` is no expression");
    assertThat(lost.type("cpu_relax()").text()).startsWith("functions are not called here");
    assertThat(lost.type("counter = 3").isFailed()).isTrue();
    assertThat(lost.type("nothing").text()).isEqualTo("nothing is called `nothing` here");
  }

  @Test
  void objectsAndActorsHaveNames() {
    Stepping munmap = Stepping.through("basics/munmap-without-flush.pw", "store_after_munmap", "1");
    assertThat(munmap.type("folio#1.refcount").text()).matches("[0-9]+");
    assertThat(munmap.type("folio #1.refcount").text()).isEqualTo(munmap.type("folio#1.refcount").text());
    assertThat(munmap.type("A").text()).startsWith("0x");
    assertThat(munmap.type("A.end - A.start == PAGE_SIZE").text()).isEqualTo("true");
    assertThat(munmap.type("A.vma.mm == P.mm").text()).isEqualTo("true");
    assertThat(munmap.type("P.mm.pgd[0].present").text()).isEqualTo("true");
    assertThat(munmap.type("folio#1.fish").text()).isEqualTo("a folio has no field `fish`");
    assertThat(munmap.type("folio#4.refcount").text()).isEqualTo("folio #4 is free");
    assertThat(munmap.session.word("table#1[0]").path()).isEqualTo("table#1[0]");
    assertThat(munmap.session.word("folio#1.refcount").problem()).isEmpty();
    assertThat(munmap.session.word("A.end").problem()).isEqualTo("`A.end` is no word of the state");
  }

  @Test
  void linesAreCompleted() {
    assertThat(lost.commands.completions("ch", Optional.empty())).containsExactly("choices");
    assertThat(lost.commands.completions("find dead", Optional.empty())).containsExactly("deadlock");
    assertThat(lost.commands.completions("take ", Optional.empty())).containsExactly("1", "2");
    assertThat(lost.commands.completions("cou", Optional.empty())).containsExactly("counter");
  }

  @Test
  void whatCannotBeOpenedSaysWhy() {
    String file = "../scenarios/basics/lost-update.pw";
    assertThat(problem(file, "fish", "")).isEqualTo("`" + file + "` has no scenario `fish`; it has lost_update");
    assertThat(problem(file, "", "7"))
        .isEqualTo("there is no variant `7`; there are 0: safe; 1: final fixed = false");
    assertThat(problem("../scenarios/basics/none.pw", "", "")).contains("there is no scenario in");
    assertThat(problem("../scenarios/basics/abba-deadlock.pw", "", "")).contains("name one of abba_deadlock, ");
  }

  private static String problem(String file, String scenario, String variant) {
    return Stepping.open(new Opening.Wish(Optional.of(file), Stepping.some(scenario), Stepping.some(variant),
        Optional.empty(), Opening.Selection.NONE)).problem();
  }

  @Test
  void aWitnessOfAnEditedFileStopsWhereItNoLongerMatches() {
    Stepping cancelled = lost;
    cancelled.running.run(0, Cancellation.NEVER);
    assertThat(cancelled.session.interleaving().position()).isEqualTo(4);
  }
}
