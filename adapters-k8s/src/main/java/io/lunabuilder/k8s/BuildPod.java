package io.lunabuilder.k8s;

import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1Capabilities;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1EmptyDirVolumeSource;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1KeyToPath;
import io.kubernetes.client.openapi.models.V1LocalObjectReference;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSecurityContext;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1ResourceRequirements;
import io.kubernetes.client.openapi.models.V1SeccompProfile;
import io.kubernetes.client.openapi.models.V1SecretVolumeSource;
import io.kubernetes.client.openapi.models.V1SecurityContext;
import io.kubernetes.client.openapi.models.V1Volume;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import io.lunabuilder.application.port.HandOff;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildSpec;
import io.lunabuilder.domain.Placement;
import io.lunabuilder.kanikokit.KanikoCall;
import io.lunabuilder.kanikokit.LastWords;
import io.lunabuilder.kanikokit.StagingTask;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The pod of one attempt. It needs root inside, since kaniko unpacks the base image over its own
 * root, but no privilege: it passes the Pod Security level {@code baseline}.
 */
final class BuildPod {
  /** The container that kaniko runs in. */
  static final String BUILD = "build";

  /** The init container that stages, where there is one. */
  static final String STAGE = "stage";

  private static final String OWN_CONTEXT = "/kaniko/context";
  private static final String SHARED_CONTEXT = "/workspace";
  private static final String CREDENTIALS = "credentials";
  private static final String DOCKER_CONFIG = "/kaniko/.docker";
  private static final List<String> CAPABILITIES =
      List.of("CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID", "SETFCAP", "KILL");

  /** kaniko ends at once when it is told to, and has nothing to tidy up. */
  private static final long GRACE_SECONDS = 1;

  private final KubernetesSettings settings;
  private final BuildJob.InProgress job;
  private final PodIdentity identity;

  BuildPod(KubernetesSettings settings, BuildJob.InProgress job, PodIdentity identity) {
    this.settings = settings;
    this.job = job;
    this.identity = identity;
  }

  /** How the executor is called in it. */
  static KanikoCall call(KubernetesSettings settings) {
    return new KanikoCall(
        settings.registry(),
        settings.insecureRegistries(),
        settings.images().oneContainer() ? OWN_CONTEXT : SHARED_CONTEXT,
        LastWords.FILE,
        "");
  }

  /**
   * The pod.
   *
   * @param archive how it gets its archive
   */
  V1Pod toModel(HandOff.Link archive) {
    return new V1Pod()
        .apiVersion("v1")
        .kind("Pod")
        .metadata(
            new V1ObjectMeta()
                .name(identity.name())
                .namespace(identity.namespace())
                .labels(identity.labels())
                .annotations(settings.extras().annotations()))
        .spec(spec(archive));
  }

  private V1PodSpec spec(HandOff.Link archive) {
    PodExtras extras = settings.extras();
    V1PodSpec spec =
        new V1PodSpec()
            .restartPolicy("Never")
            // The model's own default is an empty one, which the API server takes for a wish.
            .overhead(null)
            .automountServiceAccountToken(false)
            .enableServiceLinks(false)
            .terminationGracePeriodSeconds(GRACE_SECONDS)
            .activeDeadlineSeconds(deadlineSeconds())
            .securityContext(
                new V1PodSecurityContext()
                    .seccompProfile(new V1SeccompProfile().type("RuntimeDefault")))
            .nodeSelector(selector())
            .tolerations(extras.tolerations().stream().map(PodExtras.Toleration::toModel).toList())
            .imagePullSecrets(
                extras.pullSecrets().stream()
                    .map(name -> new V1LocalObjectReference().name(name))
                    .toList())
            .volumes(volumes());
    if (!extras.priorityClass().isEmpty()) {
      spec.priorityClassName(extras.priorityClass());
    }
    if (!extras.runtimeClass().isEmpty()) {
      spec.runtimeClassName(extras.runtimeClass());
    }
    List<V1EnvVar> staging = environment(archive);
    List<String> arguments = call(settings).arguments(job.spec());
    return settings.images().oneContainer()
        ? spec.containers(List.of(both(arguments, staging)))
        : spec.initContainers(List.of(stager(arguments, staging)))
            .containers(List.of(executor(arguments)));
  }

  /** The backstop: the service's own clock runs out before it. */
  private long deadlineSeconds() {
    BuildSpec spec = job.spec();
    return spec.options().requestedTimeout().orElse(settings.clocks().build()).toSeconds()
        + settings.clocks().start().toSeconds();
  }

  private Map<String, String> selector() {
    return job.spec().placement() instanceof Placement.Cluster(var _, var selector)
        ? selector.labels()
        : Map.of();
  }

  private V1Container both(List<String> arguments, List<V1EnvVar> staging) {
    return container(BUILD, settings.images().builder(), arguments)
        .command(List.of("/kaniko/build"))
        .env(staging)
        .volumeMounts(credentialMounts());
  }

  private V1Container stager(List<String> arguments, List<V1EnvVar> staging) {
    List<String> all = Stream.concat(Stream.of(SHARED_CONTEXT), arguments.stream()).toList();
    return container(STAGE, settings.images().builder(), all)
        .command(List.of("/kaniko/stage"))
        .env(staging)
        .volumeMounts(List.of(contextMount()));
  }

  private V1Container executor(List<String> arguments) {
    List<V1VolumeMount> mounts = new ArrayList<>(credentialMounts());
    mounts.add(contextMount());
    return container(BUILD, settings.images().executor(), arguments)
        .command(List.of("/kaniko/executor"))
        .env(List.of(new V1EnvVar().name("DOCKER_CONFIG").value(DOCKER_CONFIG)))
        .volumeMounts(mounts);
  }

  private V1Container container(String name, String image, List<String> arguments) {
    return new V1Container()
        .name(name)
        .image(image)
        .args(arguments)
        .terminationMessagePath(LastWords.FILE)
        .resources(resources())
        .securityContext(
            new V1SecurityContext()
                .runAsUser(0L)
                .privileged(false)
                .allowPrivilegeEscalation(true)
                .capabilities(new V1Capabilities().drop(List.of("ALL")).add(CAPABILITIES)));
  }

  private V1ResourceRequirements resources() {
    Map<String, Quantity> amounts = new HashMap<>();
    settings.limits().resources().forEach((name, text) -> amounts.put(name, new Quantity(text)));
    return new V1ResourceRequirements().requests(amounts).limits(amounts);
  }

  private List<V1VolumeMount> credentialMounts() {
    return settings.extras().registrySecret().isEmpty()
        ? List.of()
        : List.of(new V1VolumeMount().name(CREDENTIALS).mountPath(DOCKER_CONFIG).readOnly(true));
  }

  private static V1VolumeMount contextMount() {
    return new V1VolumeMount().name("context").mountPath(SHARED_CONTEXT);
  }

  private List<V1Volume> volumes() {
    List<V1Volume> volumes = new ArrayList<>();
    if (!settings.images().oneContainer()) {
      volumes.add(new V1Volume().name("context").emptyDir(new V1EmptyDirVolumeSource()));
    }
    if (!settings.extras().registrySecret().isEmpty()) {
      volumes.add(
          new V1Volume()
              .name(CREDENTIALS)
              .secret(
                  new V1SecretVolumeSource()
                      .secretName(settings.extras().registrySecret())
                      .items(
                          List.of(
                              new V1KeyToPath().key(".dockerconfigjson").path("config.json")))));
    }
    return volumes;
  }

  private List<V1EnvVar> environment(HandOff.Link handedOff) {
    List<String> hosts = new ArrayList<>(settings.archiveHosts());
    if (handedOff.trusted()) {
      hosts.add(URI.create(handedOff.archive().link().value()).getHost());
    }
    StagingTask task =
        new StagingTask(
            handedOff.archive(),
            handedOff.tls(),
            job.spec().options().context(),
            job.spec().options().dockerfile(),
            hosts,
            settings.insecureRegistries(),
            settings.archiveLimits());
    return task.toEnvironment().entrySet().stream()
        .map(variable -> new V1EnvVar().name(variable.getKey()).value(variable.getValue()))
        .toList();
  }
}
