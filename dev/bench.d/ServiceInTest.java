import io.lunabuilder.testkit.service.ServiceParts;
import io.lunabuilder.testkit.service.TestService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;

/** How long it takes until a service of a test answers: the first of a JVM, and those after it. */
public final class ServiceInTest {
  private static final int LATER = 20;

  private ServiceInTest() {}

  public static void main(String[] arguments) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    System.out.println("first " + millis(client));
    long[] later = new long[LATER];
    for (int i = 0; i < LATER; i++) {
      later[i] = millis(client);
    }
    Arrays.sort(later);
    System.out.println("later " + later[LATER / 2]);
    System.exit(0);
  }

  private static long millis(HttpClient client) throws Exception {
    long begin = System.nanoTime();
    try (TestService service = TestService.start(ServiceParts.local())) {
      URI address = service.address().resolve("/healthcheck");
      client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
      return (System.nanoTime() - begin) / 1_000_000;
    }
  }
}
