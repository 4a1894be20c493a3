package io.lunabuilder.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.application.BuildIds;
import io.lunabuilder.application.CancelBuild;
import io.lunabuilder.application.CreateImageBuild;
import io.lunabuilder.application.FindBuilds;
import io.lunabuilder.application.ForgetArchive;
import io.lunabuilder.application.ForgetBuild;
import io.lunabuilder.application.ReadBuildLog;
import io.lunabuilder.application.Readiness;
import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.Subscription;
import io.lunabuilder.archive.ArchiveAdapters;
import io.lunabuilder.archive.UploadedArchives;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.BuildPolicy;
import io.lunabuilder.domain.BuildTimeLimit;
import io.lunabuilder.domain.LocalBuildPolicy;
import io.lunabuilder.domain.RunnerName;
import io.lunabuilder.embedded.EmbeddedStore;
import io.lunabuilder.http.access.AccessSettings;
import io.lunabuilder.http.access.SignedLinks;
import io.lunabuilder.testkit.ImageFolder;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The API behind a real socket, with the real store, uploads and use cases. Nothing runs builds:
 * tests do so by hand.
 */
final class ServedApi implements AutoCloseable {
  static final List<SettingShown> SETTINGS =
      List.of(
          new SettingShown("LUNA_BUILDER_PORT", "The service", "8080", "default", false),
          new SettingShown("LUNA_BUILDER_WORKERS", "Builds", "3", "luna.conf, line 2", true));

  static final int MOST_WAITING = 500;
  static final long LARGEST_ARCHIVE = 100_000;

  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EmbeddedStore store;
  private final HttpServer server;
  private final Path images;
  private final List<String> problems;
  private final HeardCalls calls;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private ServedApi(
      EmbeddedStore store,
      HttpServer server,
      Path images,
      List<String> problems,
      HeardCalls calls) {
    this.store = store;
    this.server = server;
    this.images = images;
    this.problems = problems;
    this.calls = calls;
  }

  static ServedApi start(Path folder) throws IOException, InterruptedException {
    return start(folder, AccessSettings.OPEN);
  }

  static ServedApi start(Path folder, AccessSettings access)
      throws IOException, InterruptedException {
    return start(folder, access, null, UnaryOperator.identity());
  }

  /** Behind TLS; only its address is of use, since the client here trusts no one. */
  static ServedApi start(Path folder, TlsSettings tls) throws IOException, InterruptedException {
    return start(folder, AccessSettings.OPEN, tls, UnaryOperator.identity());
  }

  /** Whose store tells no observer anything, as one that is away for a moment. */
  static ServedApi startDeaf(Path folder) throws IOException, InterruptedException {
    return start(folder, AccessSettings.OPEN, null, ServedApi::deaf);
  }

  private static BuildStore deaf(BuildStore store) {
    return (BuildStore)
        Proxy.newProxyInstance(
            BuildStore.class.getClassLoader(),
            new Class<?>[] {BuildStore.class},
            (_, method, arguments) ->
                method.getName().equals("watch")
                    ? (Subscription) () -> {}
                    : method.invoke(store, arguments));
  }

  private static ServedApi start(
      Path folder, AccessSettings access, @Nullable TlsSettings tls, UnaryOperator<BuildStore> seen)
      throws IOException, InterruptedException {
    InstantSource clock = InstantSource.system();
    EmbeddedStore store = EmbeddedStore.open(folder, clock, EmbeddedStore.SMALLEST_LOG_BYTES);
    UploadedArchives uploads =
        ArchiveAdapters.uploads(folder.resolve("uploads"), () -> LARGEST_ARCHIVE, UUID::randomUUID);
    Path images = Files.createDirectories(folder.resolve("images"));
    SignedLinks links = SignedLinks.withKeyIn(folder.resolve("link-key"));
    List<String> problems = new CopyOnWriteArrayList<>();
    HeardCalls calls = new HeardCalls();
    UseCases useCases = useCases(store, seen, uploads, new ImageFolder(images), clock);
    HttpSettings settings =
        new HttpSettings(
            "127.0.0.1",
            0,
            new Version(1, 2, 3),
            () -> readiness(problems),
            access,
            () -> SETTINGS,
            tls,
            links,
            calls,
            () -> "# metrics");
    Patience patience = new Patience(Duration.ofMillis(200), Duration.ofSeconds(2));
    HttpServer server = HttpServer.start(settings, useCases, patience);
    return new ServedApi(store, server, images, problems, calls);
  }

  private static Readiness readiness(List<String> problems) {
    return new Readiness(
        List.of(
            Readiness.Part.of("store", Optional.empty()),
            Readiness.Part.of("builder", problems.stream().findFirst()),
            Readiness.Part.helpful("registry", Optional.of("nobody answers"))));
  }

  private static UseCases useCases(
      EmbeddedStore store,
      UnaryOperator<BuildStore> seen,
      UploadedArchives uploads,
      ImageFolder images,
      InstantSource clock) {
    Supplier<BuildPolicy> policy =
        () -> new LocalBuildPolicy(null, new BuildTimeLimit(Duration.ofHours(1)));
    return new UseCases(
        policy,
        new CreateImageBuild(
            policy,
            new ArchiveSources(List.of(uploads)),
            store.builds(),
            new BuildIds(clock, new SecureRandom()),
            clock,
            () -> MOST_WAITING),
        new FindBuilds(seen.apply(store.builds())),
        new CancelBuild(store.builds(), store.log(), clock),
        new ForgetBuild(store.builds(), store.log(), images),
        new ReadBuildLog(store.log(), store.builds()),
        uploads,
        new ForgetArchive(uploads, store.builds()),
        images);
  }

  BuildStore builds() {
    return store.builds();
  }

  BuildLog log() {
    return store.log();
  }

  HttpServer server() {
    return server;
  }

  URI address() {
    return server.address();
  }

  /** Where images are kept, as {@code <build id>.tar}. */
  Path images() {
    return images;
  }

  /** What keeps the service from being ready; tests add to it. */
  List<String> problems() {
    return problems;
  }

  /** What the service told of its calls. */
  HeardCalls calls() {
    return calls;
  }

  /** From now on no call of the store works. */
  void breakStore() {
    store.close();
  }

  Answer get(String path, String... headers) throws IOException, InterruptedException {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  Answer send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    return send(method, path, BodyPublishers.noBody(), headers);
  }

  Answer send(String method, String path, BodyPublisher body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address() + path)).timeout(Duration.ofSeconds(20));
    if (headers.length > 0) {
      request.headers(headers);
    }
    Answer answer =
        new Answer(client.send(request.method(method, body).build(), BodyHandlers.ofByteArray()));
    Contract.shared().check(method, answer.response().uri(), answer);
    return answer;
  }

  /** Posts to {@code /1/builds}. */
  Answer submit(String body, String... headers) throws IOException, InterruptedException {
    return submit(body.getBytes(StandardCharsets.UTF_8), headers);
  }

  Answer submit(byte[] body, String... headers) throws IOException, InterruptedException {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "application/json";
    Answer answer = send("POST", "/1/builds", BodyPublishers.ofByteArray(body), all);
    if (answer.status() < 300) {
      Contract.shared().checkRequest(new String(body, StandardCharsets.UTF_8));
    }
    return answer;
  }

  /** A request that is right, with more parameters. */
  String request(String image, Map<String, Object> more) throws IOException, InterruptedException {
    Map<String, Object> parameters = new HashMap<>(more);
    parameters.put("image_name", image);
    parameters.put("image_builder", "local_kaniko");
    return JSON.writeValueAsString(Map.of("archive", upload(), "parameters", parameters));
  }

  String request(String image) throws IOException, InterruptedException {
    return request(image, Map.of());
  }

  /** Sends some archive; gives its link. */
  String upload() throws IOException, InterruptedException {
    return send("POST", "/1/archives", BodyPublishers.ofString("an archive")).at("/archive");
  }

  /** Submits a build; gives its id. */
  BuildId build(String image) throws IOException, InterruptedException {
    return BuildId.parse(submit(request(image)).at("/build_id")).orElseThrow();
  }

  /** Takes the build that waits longest. */
  BuildStore.Claim claim() {
    return builds()
        .claim(new RunnerName("runner"), LEASE, InstantSource.system().instant())
        .orElseThrow();
  }

  /** Ends a build that runs, in the order in which a runner does so. */
  void finish(BuildStore.Claim claim, BuildOutcome outcome) {
    builds().record(claim.job().finish(outcome, InstantSource.system().instant()), claim.token());
    log().seal(claim.job().id());
  }

  void print(BuildId id, String text) {
    log().append(id, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Opens a stream of events. */
  Events follow(String path, String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address().resolve(path)).header("Accept", "text/event-stream");
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
    return new Events(response);
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.close();
    store.close();
  }
}
