package io.lunabuilder.archive;

import io.lunabuilder.domain.ArchiveVersion;
import java.io.IOException;
import java.net.Proxy;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Asks web servers, and no host that links may not lead to. */
final class HttpQuestions {
  private final HttpLimits limits;
  private final AllowedHosts allowed;
  private final ServerTls tls;
  private @Nullable OkHttpClient client;

  HttpQuestions(HttpLimits limits, AllowedHosts allowed, ServerTls tls) {
    this.limits = limits;
    this.allowed = allowed;
    this.tls = tls;
  }

  /**
   * Asks once; whoever asked closes the answer.
   *
   * @param version of what is wanted, where it must be the same as before (RFC 9110, 13.1.5)
   * @param offset of the first byte that is wanted
   * @throws IOException when there is no answer
   */
  Response ask(HttpAddress address, @Nullable ArchiveVersion version, long offset)
      throws IOException, InterruptedException {
    Request.Builder request =
        new Request.Builder()
            .url(address.uri().toURL())
            .header("Accept-Encoding", "identity")
            .header("User-Agent", "luna-builder");
    if (address.authorization() != null) {
      request.header("Authorization", address.authorization());
    }
    if (offset > 0) {
      request.header("Range", "bytes=" + offset + "-");
      if (version != null) {
        request.header("If-Range", version.value());
      }
    }
    try {
      return guarded(address.host()).newCall(request.build()).execute();
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw e;
    }
  }

  private OkHttpClient guarded(String host) throws IOException {
    return tls.in(client().newBuilder(), host)
        .socketFactory(new GuardedSockets(host, allowed))
        .build();
  }

  /**
   * Made when it is needed first: it reads all certificates of the platform, which takes time. It
   * knows no proxy: behind one, nobody could say which address is asked.
   */
  private synchronized OkHttpClient client() {
    OkHttpClient made = client;
    if (made == null) {
      made =
          new OkHttpClient.Builder()
              .protocols(List.of(Protocol.HTTP_1_1))
              .proxy(Proxy.NO_PROXY)
              .followRedirects(false)
              .fastFallback(false)
              .connectTimeout(limits.connect())
              .readTimeout(limits.stall())
              .writeTimeout(limits.stall())
              .build();
      client = made;
    }
    return made;
  }
}
