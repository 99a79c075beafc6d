package dev.pagewalk.mm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hw.memory.EntryPart;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.mm.pagetable.Protection;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The library's declarations and the Java behind them agree. */
class LibraryTest {
  private final List<Library.Extern> externs = Library.externs();
  private final List<Binding> bindings = new KernelBench().kernel.bindings();

  @Test
  void everyExternFunctionIsBoundAndNothingElseIs() {
    List<String> bound = bindings.stream()
        .filter(binding -> !binding.name().startsWith("entry_"))
        .map(binding -> binding.name() + "/" + binding.arity())
        .sorted()
        .toList();
    assertThat(externs).isNotEmpty();
    assertThat(externs.stream().map(extern -> extern.name() + "/" + extern.arity()).sorted().toList())
        .isEqualTo(bound);
  }

  @Test
  void everyPartOfAnEntryIsBound() {
    assertThat(bindings.stream().map(Binding::name).filter(name -> name.startsWith("entry_")).sorted().toList())
        .isEqualTo(Arrays.stream(EntryPart.values()).map(part -> "entry_" + part.text()).sorted().toList());
  }

  @Test
  void whatIsAStepIsSaidOnBothSides() {
    for (Library.Extern extern : externs) {
      assertThat(extern.isStep()).as("%s says [step] or [local]", extern.name()).isNotEqualTo(extern.isLocal());
      assertThat(bindings.stream().filter(binding -> binding.name().equals(extern.name())).findFirst().orElseThrow())
          .extracting(Binding::visible).as("%s", extern.name()).isEqualTo(extern.isStep());
    }
  }

  @Test
  void flagsOfMappingsAreNumberedAsTheLibraryDeclaresThem() {
    Matcher flags = Pattern.compile("flags vm_flags \\{([^}]*)\\}").matcher(Library.text());
    assertThat(flags.find()).isTrue();
    List<String> names = Arrays.stream(flags.group(1).split(",")).map(String::strip).toList();
    assertThat(1L << names.indexOf("VM_WRITE")).isEqualTo(Protection.VM_WRITE);
    assertThat(1L << names.indexOf("VM_SHARED")).isEqualTo(Protection.VM_SHARED);
  }

  @Test
  void faultsOfAccessesAreMarkedAsTheLibraryExpects() {
    assertThat(Library.text()).contains(
        "const ACCESS_FAULT = 0x" + Long.toHexString(UserAccess.ACCESS_FAULT) + ";");
  }
}
