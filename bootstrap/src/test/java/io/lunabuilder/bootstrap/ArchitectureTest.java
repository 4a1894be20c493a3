package io.lunabuilder.bootstrap;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("In the house of modules")
class ArchitectureTest {
  private static final String ROOT = "io.lunabuilder";
  private static final String DOMAIN = ROOT + ".domain..";
  private static final String APPLICATION = ROOT + ".application..";
  private static final String PORTS = ROOT + ".application.port..";
  private static final String STORE_KIT = ROOT + ".storekit..";
  private static final String KANIKO_KIT = ROOT + ".kanikokit..";
  private static final List<String> ADAPTERS =
      List.of(
          "archive", "embedded", "http", "k8s", "kaniko", "redis", "registry", "s3", "telemetry");

  /** MapStruct's name for what it writes. */
  private static final String GENERATED = "BuildDocumentsImpl";

  private static JavaClasses production;

  @BeforeAll
  static void read() {
    production =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/testkit"))
            .importPackages(ROOT);
    assertThat(production).hasSizeGreaterThan(100);
  }

  @Test
  @DisplayName("the domain knows the JDK and JSpecify only")
  void pureDomain() {
    classes()
        .that()
        .resideInAPackage(DOMAIN)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", DOMAIN))
        .check(production);
  }

  @Test
  @DisplayName("the application knows the domain only")
  void application() {
    classes()
        .that()
        .resideInAPackage(APPLICATION)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "org.jspecify..", DOMAIN, APPLICATION))
        .check(production);
  }

  @ParameterizedTest(name = "the adapter {0} sees no other adapter, no command line, no wiring")
  @ValueSource(
      strings = {
        "archive",
        "embedded",
        "http",
        "k8s",
        "kaniko",
        "redis",
        "registry",
        "s3",
        "telemetry"
      })
  void adaptersNeverSeeEachOther(String adapter) {
    noClasses()
        .that()
        .resideInAPackage(packageOf(adapter))
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..")
                .and(
                    DescribedPredicate.not(
                        resideInAnyPackage(
                            DOMAIN, APPLICATION, STORE_KIT, KANIKO_KIT, packageOf(adapter)))))
        .check(production);
  }

  @Test
  @DisplayName("the command line talks to the REST API only")
  void commandLine() {
    noClasses()
        .that()
        .resideInAPackage(packageOf("cli"))
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..")
                .and(DescribedPredicate.not(resideInAPackage(packageOf("cli")))))
        .check(production);
  }

  @Test
  @DisplayName("what a plug-in sees of the service needs nothing else of it")
  void pluginApi() {
    String[] seen = {
      DOMAIN, PORTS, ROOT + ".application.plugin..", ROOT + ".application.setting.."
    };
    classes()
        .that()
        .resideInAnyPackage(seen)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "org.jspecify..").or(resideInAnyPackage(seen)))
        .check(production);
  }

  @Test
  @DisplayName("ports are interfaces, and what they speak of are values")
  void ports() {
    DescribedPredicate<JavaClass> portOrValue =
        describe(
            "an interface, a record, an enum or an exception",
            type ->
                type.isInterface()
                    || type.isRecord()
                    || type.isEnum()
                    || type.isAssignableTo(Exception.class));
    classes().that().resideInAPackage(PORTS).should(be(portOrValue)).check(production);
  }

  @Test
  @DisplayName("no type of an adapter is public beyond what the wiring needs")
  void smallFaces() {
    DescribedPredicate<JavaClass> needed =
        describe(
            "used by the wiring, by a public type or a case of one", ArchitectureTest::isNeeded);
    classes()
        .that()
        .resideInAnyPackage(
            ADAPTERS.stream().map(ArchitectureTest::packageOf).toArray(String[]::new))
        .and()
        .arePublic()
        .should(be(needed))
        .check(production);
  }

  private static boolean isNeeded(JavaClass type) {
    return isPartOfSealedType(type) || isUsed(type);
  }

  /** Who may see the whole may see each of its cases. */
  private static boolean isPartOfSealedType(JavaClass type) {
    return type.getEnclosingClass().filter(whole -> whole.reflect().isSealed()).isPresent();
  }

  private static boolean isUsed(JavaClass type) {
    return type.getDirectDependenciesToSelf().stream()
        .map(dependency -> dependency.getOriginClass())
        .anyMatch(user ->
            user.getPackageName().equals(ROOT + ".bootstrap")
                || (!user.equals(type) && user.getModifiers().contains(JavaModifier.PUBLIC)));
  }

  @Test
  @DisplayName("packages form no cycle")
  void noCycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(production);
  }

  @Test
  @DisplayName("every package says what belongs in it, and allows no unmarked null")
  void packages() {
    Stream<String> unmarked =
        production.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(found -> !found.isAnnotatedWith(NullMarked.class))
            .map(found -> found.getName());

    assertThat(unmarked).isEmpty();
  }

  @Test
  @DisplayName("no name hides what a class does")
  void tellingNames() {
    List<String> vague = List.of("Impl", "Manager", "Util", "Utils", "Helper");
    Stream<String> names =
        production.stream()
            .filter(type -> !type.getSimpleName().equals(GENERATED))
            .map(JavaClass::getSimpleName)
            .filter(name -> vague.stream().anyMatch(name::endsWith));

    assertThat(names).isEmpty();
  }

  private static String packageOf(String module) {
    return ROOT + "." + module + "..";
  }
}
