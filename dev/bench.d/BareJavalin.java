import io.javalin.Javalin;

/** The least that answers over HTTP with the same server as ours. */
public final class BareJavalin {
  private BareJavalin() {}

  public static void main(String[] arguments) {
    Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.concurrency.useVirtualThreads = true;
              config.routes.get("/healthcheck", call -> call.result("hello world"));
              config.routes.post("/healthcheck", call -> call.result("hello world"));
            })
        .start("127.0.0.1", Integer.parseInt(arguments[0]));
  }
}
