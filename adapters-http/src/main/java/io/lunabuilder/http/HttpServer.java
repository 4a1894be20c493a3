package io.lunabuilder.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.util.JavalinBindException;
import io.lunabuilder.http.access.AccessSettings;
import io.lunabuilder.http.access.Gate;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;

/** The REST API, while it is served. */
public final class HttpServer implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** Bytes a second of a body, taken over all of it: who sends less holds a connection for show. */
  private static final long SLOWEST_BODY = 256;

  private final Javalin javalin;
  private final EventStreams streams;
  private final Guards guards;
  private final String host;

  private HttpServer(Javalin javalin, EventStreams streams, Guards guards, String host) {
    this.javalin = javalin;
    this.streams = streams;
    this.guards = guards;
    this.host = host;
  }

  /**
   * Serves from now on.
   *
   * @throws IOException when the address cannot be had, or a file that the settings name cannot be
   *     used; the message tells a person why
   */
  public static HttpServer start(HttpSettings settings, UseCases useCases) throws IOException {
    return start(settings, useCases, Patience.USUAL);
  }

  static HttpServer start(HttpSettings settings, UseCases useCases, Patience patience)
      throws IOException {
    Guards guards = Guards.of(settings, patience.head());
    CallWatch watch = new CallWatch(settings.calls());
    EventStreams streams = new EventStreams(patience.silence());
    Javalin javalin =
        Javalin.create(config -> {
          watch.register(config);
          configure(config, settings, guards, watch);
          register(config.routes, settings, useCases, streams, guards.gate());
        });
    try {
      javalin.start();
      return new HttpServer(javalin, streams, guards, settings.host());
    } catch (JavalinBindException e) {
      guards.close();
      throw new BindException(
          """
          Port %d of %s is in use or not allowed. End who has it, or choose another with --port or \
          LUNA_BUILDER_PORT.\
          """
              .formatted(settings.port(), settings.host()));
    }
  }

  private static void configure(
      JavalinConfig config, HttpSettings settings, Guards guards, CallWatch watch) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.prefer405over404 = true;
    // Jetty packs answers: Javalin would look at each whole, also at images.
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.jetty.modifyHttpConfiguration(http -> {
      http.setSendServerVersion(false);
      http.addCustomizer(new SecurityHeaders());
    });
    config.jetty.modifyServer(server -> {
      RequestIds ids = new RequestIds(InstantSource.system(), UUID::randomUUID);
      ids.setHandler(new GracefulHandler(outermost(settings.access())));
      server.setErrorHandler(new ErrorPages(ids, watch));
      server.setStopTimeout(GRACE.toMillis());
      server.setHandler(ids);
    });
    config.jetty.addConnector((server, http) -> {
      ServerConnector socket = FrontSocket.of(server, http, settings, guards.tls());
      socket.addBean(guards.slow());
      return socket;
    });
  }

  private static Handler outermost(AccessSettings access) {
    Handler.Wrapper inner = new MinimumDataRateHandler(SLOWEST_BODY, 0);
    inner.setHandler(Packing.handler());
    if (access.origins().isEmpty()) {
      return inner;
    }
    Handler.Wrapper outer = OtherSites.allowed(access.origins());
    outer.setHandler(inner);
    return outer;
  }

  private static void register(
      RoutesConfig routes,
      HttpSettings settings,
      UseCases useCases,
      EventStreams streams,
      Gate gate) {
    Answers.register(routes);
    new Doors(SiteCheck.of(settings), gate, settings.links(), InstantSource.system())
        .register(routes);
    routes.beforeMatched(RequestIds::of);
    routes.before(Call::refuseBrokenQuery);
    new ServiceRoutes(settings).register(routes);
    new ConfigRoute(settings.settings()).register(routes);
    new SpecRoutes().register(routes);
    new PageRoutes().register(routes);
    new CallerRoute().register(routes);
    new ErrorRoutes().register(routes);
    new ArchiveRoutes(useCases.uploads(), useCases.forgetArchive()).register(routes);
    new EventRoutes(useCases, streams).register(routes);
    new LogRoutes(useCases, streams).register(routes);
    new BuilderRoutes(useCases.policy()).register(routes);
    new BuildRoutes(useCases).register(routes);
    new ImageRoutes(useCases).register(routes);
  }

  /** Where the API is. */
  public URI address() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    String scheme = guards.tls() == null ? "http://" : "https://";
    return URI.create(scheme + name + ":" + javalin.port());
  }

  /** What is served, as {@code GET /version}; paths have their parameters in braces. */
  List<String> operations() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(parsed -> parsed.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
        .toList();
  }

  /** How many streams of events are open. */
  int openStreams() {
    return streams.open();
  }

  /** Takes no new calls, ends streams of events, and lets other calls end for a few seconds. */
  @Override
  public void close() {
    streams.close();
    javalin.stop();
    guards.close();
  }

  /** The same without waiting for anyone: calls that are under way are cut off. */
  public void closeAtOnce() {
    javalin.jettyServer().server().setStopTimeout(0);
    close();
  }
}
