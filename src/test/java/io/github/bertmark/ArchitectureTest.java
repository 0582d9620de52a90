package io.github.bertmark;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;

/** How the packages may depend on each other; see CONTRIBUTING.md for the direction of the data. */
@AnalyzeClasses(
    packages = "io.github.bertmark",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final int LARGEST_PACKAGE_FILES = 25;

  private static final String[] MAKES_AND_RUNS_MODELS = {
    "..checkpoint..",
    "..tokenizer..",
    "..training..",
    "..export..",
    "..model..",
    "..dataset..",
    "..classify..",
    "..evaluate..",
    "..sensitivity..",
    "..card.."
  };
  private static final String[] WORKS_ON_RUN_DOCUMENTS = {
    "..run..",
    "..raw..",
    "..merge..",
    "..metric..",
    "..scenario..",
    "..comparison..",
    "..choice..",
    "..text..",
    "..statistics..",
    "..report..",
    "..gate.."
  };

  private static final DescribedPredicate<JavaClass> IN_SRC_MAIN =
      DescribedPredicate.describe(
          "in src/main",
          type ->
              type.getSource().isPresent()
                  && !type.getSource().get().getUri().getPath().contains("/jmh-classes/"));

  private static final DescribedPredicate<JavaAccess<?>> TALKS_TO_THE_PROCESS =
      DescribedPredicate.describe(
          "exits, or reads the environment or system properties",
          access ->
              access.getTargetOwner().isEquivalentTo(System.class)
                      && Set.of("exit", "getenv", "getProperty", "setProperty", "console")
                          .contains(access.getTarget().getName())
                  || access.getTargetOwner().isEquivalentTo(Runtime.class)
                      && Set.of("exit", "halt").contains(access.getTarget().getName())
                  || Set.of(Integer.class.getName(), Long.class.getName(), Boolean.class.getName())
                          .contains(access.getTargetOwner().getName())
                      && Set.of("getInteger", "getLong", "getBoolean")
                          .contains(access.getTarget().getName()));

  @ArchTest
  static final ArchRule whatMakesModelsKnowsNothingOfReportAndGate =
      noClasses()
          .that()
          .resideInAnyPackage(MAKES_AND_RUNS_MODELS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..report..", "..gate..");

  @ArchTest
  static final ArchRule whatWorksOnRunDocumentsKnowsNoModelRuntimeAndNoHarness =
      noClasses()
          .that()
          .resideInAnyPackage(WORKS_ON_RUN_DOCUMENTS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "ai.onnxruntime..", "ai.onnx..", "ai.djl..", "org.tribuo..", "org.openjdk.jmh..");

  @ArchTest
  static final ArchRule whatWorksOnRunDocumentsRunsNoModels =
      noClasses()
          .that()
          .resideInAnyPackage(WORKS_ON_RUN_DOCUMENTS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..checkpoint..", "..tokenizer..", "..training..", "..export..", "..classify..");

  @ArchTest
  static final ArchRule theHarnessIsKnownByItsOutputAlone =
      noClasses()
          .that(IN_SRC_MAIN)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.openjdk.jmh..");

  @ArchTest
  static final ArchRule onlyTheCommandLinePrints =
      noClasses()
          .that(IN_SRC_MAIN)
          .and()
          .resideOutsideOfPackage("..cli..")
          .should(ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule onlyTheCommandLineExitsOrReadsSettings =
      noClasses()
          .that(IN_SRC_MAIN)
          .and()
          .resideOutsideOfPackages("..cli..", "..launch..")
          .should()
          .accessTargetWhere(TALKS_TO_THE_PROCESS);

  /** Else its numbers have the digits of whoever writes it. */
  @ArchTest
  static final ArchRule whatIsReportedNamesItsLocale =
      noClasses()
          .that()
          .resideInAPackage("..report..")
          .should()
          .callMethod(String.class, "formatted", Object[].class)
          .orShould()
          .callMethod(String.class, "format", String.class, Object[].class);

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.github.bertmark.(**)").should().beFreeOfCycles();

  /** More than a reader surveys; what JMH generates is in packages of its own. */
  @ArchTest
  static void noPackageHoldsMoreThan25Files(JavaClasses types) {
    Map<String, Long> files =
        types.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getPackageName().contains("generated"))
            .collect(groupingBy(JavaClass::getPackageName, counting()));
    assertThat(files).containsKeys("io.github.bertmark.jmh", "io.github.bertmark.cli");
    assertThat(files.entrySet())
        .filteredOn(room -> room.getValue() > LARGEST_PACKAGE_FILES)
        .isEmpty();
  }

  @ArchTest
  static final ArchRule whatAllShareDependsOnNoneOfThem =
      noClasses()
          .that(resideInAPackage("io.github.bertmark").and(IN_SRC_MAIN))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.github.bertmark.*..");
}
