package dev.pagewalk.ls;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Keeps the arrows of the architecture. A package that has no classes yet is no mistake; a module that was not seen at
 * all is, since every rule would hold for it.
 */
class ArchitectureTest {
  private static final JavaClasses OURS =
      new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.pagewalk");

  /** The modules, with what each may use of our own; everything may use the JDK. */
  private enum Module {
    DSL_GRAMMAR(new String[] {"dsl"}),
    RUNTIME_HW(new String[] {"hw"}),
    RUNTIME_MM(new String[] {"mm"}, RUNTIME_HW),
    INTERPRETER(
        new String[] {
            "ir", "lower", "exec", "explore", "graph", "witness", "report", "tables", "analysis", "explain", "step", "terminal",
            "cli"
        },
        DSL_GRAMMAR, RUNTIME_HW, RUNTIME_MM),
    LANGUAGE_SERVER(new String[] {"ls"}, DSL_GRAMMAR, INTERPRETER);

    private final String[] packages;
    private final Module[] uses;

    Module(String[] packages, Module... uses) {
      this.packages = Arrays.stream(packages).map(name -> "dev.pagewalk." + name + "..").toArray(String[]::new);
      this.uses = uses;
    }

    String[] mayUse() {
      return Stream.concat(Arrays.stream(packages), Arrays.stream(uses).flatMap(used -> Arrays.stream(used.packages)))
          .toArray(String[]::new);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "dev.pagewalk.dsl.syntax.Decl", "dev.pagewalk.hw.state.State", "dev.pagewalk.cli.CommandLineTool",
    "dev.pagewalk.ls.Main"
  })
  void everyModuleWithCodeIsSeen(String landmark) {
    assertThat(OURS.contain(landmark)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void arrowsDoNotTurnBack(Module module) {
    check(noClasses().that().resideInAnyPackage(module.packages)
        .should().dependOnClassesThat(resideInAnyPackage("dev.pagewalk..").and(
            resideInAnyPackage(module.mayUse()).negate().as("are not of " + Arrays.toString(module.mayUse())))));
  }

  @Test
  void everyClassBelongsToAModule() {
    check(classes().should().resideInAnyPackage(
        Arrays.stream(Module.values()).flatMap(module -> Arrays.stream(module.packages)).toArray(String[]::new)));
  }

  @Test
  void onlyTheParserKnowsAntlr() {
    check(noClasses().that().resideOutsideOfPackage("dev.pagewalk.dsl.parse..")
        .should().dependOnClassesThat().resideInAPackage("org.antlr.."));
  }

  @Test
  void onlyTheOutermostPackagesKnowTheProtocols() {
    check(noClasses().that().resideOutsideOfPackages("dev.pagewalk.ls.lsp..", "dev.pagewalk.ls.dap..")
        .should().dependOnClassesThat().resideInAPackage("org.eclipse.lsp4j.."));
  }

  /** Starting the server is a decision at run time; nothing else may even name it. */
  @Test
  void commandsLoadNoProtocol() {
    check(noClasses().that().doNotHaveFullyQualifiedName("dev.pagewalk.ls.Editors")
        .and().resideOutsideOfPackages("dev.pagewalk.ls.lsp..", "dev.pagewalk.ls.dap..")
        .should().dependOnClassesThat().resideInAnyPackage("dev.pagewalk.ls.lsp..", "dev.pagewalk.ls.dap.."));
  }

  /** A debugger needs no language server, and the other way round. */
  @Test
  void theProtocolsKnowNothingOfEachOther() {
    check(noClasses().that().resideInAPackage("dev.pagewalk.ls.dap..")
        .should().dependOnClassesThat().resideInAnyPackage(
            "dev.pagewalk.ls.lsp..", "dev.pagewalk.ls.feature..", "dev.pagewalk.ls.check.."));
    check(noClasses().that().resideInAPackage("dev.pagewalk.ls.lsp..")
        .should().dependOnClassesThat().resideInAPackage("dev.pagewalk.ls.dap.."));
  }

  @Test
  void featuresKnowNoProtocolAndNoChecks() {
    check(noClasses().that().resideInAPackage("dev.pagewalk.ls.feature..")
        .should().dependOnClassesThat().resideInAnyPackage(
            "dev.pagewalk.ls.lsp..", "dev.pagewalk.ls.check..", "com.google.gson.."));
  }

  @Test
  void onlyCommandsKnowPicocli() {
    check(noClasses().that().resideOutsideOfPackages("dev.pagewalk.cli..", "dev.pagewalk.ls..")
        .should().dependOnClassesThat().resideInAPackage("picocli.."));
  }

  @Test
  void onlyTheScreenKnowsTerminals() {
    check(noClasses().that().resideOutsideOfPackage("dev.pagewalk.terminal..")
        .should().dependOnClassesThat().resideInAPackage("org.jline.."));
  }

  @Test
  void onlyTheMachineMakesBytecode() {
    check(noClasses().that().resideOutsideOfPackages("dev.pagewalk.exec..", "dev.pagewalk.ls.launch..")
        .should().dependOnClassesThat().resideInAPackage("org.objectweb.asm.."));
  }

  @Test
  void packagesHaveNoCycles() {
    check(slices().matching("dev.pagewalk.(**)").should().beFreeOfCycles());
  }

  @Test
  void onlyMainTouchesTheProcess() {
    check(noClasses().that().doNotHaveFullyQualifiedName(Main.class.getName())
        .should().accessField(System.class, "out")
        .orShould().accessField(System.class, "err")
        .orShould().accessField(System.class, "in")
        .orShould().callMethod(System.class, "exit", int.class)
        .orShould().callMethod(Runtime.class, "exit", int.class)
        .orShould().callMethod(Runtime.class, "halt", int.class)
        .orShould().callMethod(Throwable.class, "printStackTrace")
        .orShould().callMethod(Throwable.class, "printStackTrace", PrintStream.class));
  }

  @Test
  void noMethodThrowsJustAnything() {
    // The compiler's own bridges repeat what the overridden method declares.
    assertThat(OURS.stream().flatMap(each -> each.getCodeUnits().stream())
        .filter(unit -> !unit.getModifiers().contains(JavaModifier.SYNTHETIC))
        .filter(unit -> unit.getThrowsClause().containsType(Exception.class)
            || unit.getThrowsClause().containsType(Throwable.class))
        .map(JavaCodeUnit::getFullName))
        .isEmpty();
  }

  @Test
  void nothingStaticChanges() {
    // ANTLR writes two such fields into the lexer and the parser.
    check(fields().that().areStatic()
        .and().areDeclaredInClassesThat().haveNameNotMatching(".*\\.Pagewalk(Lexer|Parser)")
        .should().beFinal());
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(OURS);
  }
}
