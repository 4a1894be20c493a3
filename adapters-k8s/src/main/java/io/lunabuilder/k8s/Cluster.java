package io.lunabuilder.k8s;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.CoreV1Event;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** Asks the API server what builds need, and nothing else. Methods block. */
final class Cluster {
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /**
   * A watch may be silent for as long as nothing happens; pings find out when a connection died.
   */
  private static final Duration ANY = Duration.ZERO;

  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final CoreV1Api core;
  private final ApiClient client;
  private final ApiClient streaming;

  /**
   * @param client for questions with one answer
   * @param streaming for answers that go on
   */
  Cluster(ApiClient client, ApiClient streaming) {
    this.client = client.setHttpClient(patient(client.getHttpClient(), ANSWER));
    this.streaming = streaming.setHttpClient(patient(streaming.getHttpClient(), ANY));
    this.core = new CoreV1Api(this.client);
  }

  private static OkHttpClient patient(OkHttpClient http, Duration read) {
    return http.newBuilder()
        .connectTimeout(Duration.ofSeconds(10))
        .readTimeout(read)
        .pingInterval(Duration.ofSeconds(20))
        .build();
  }

  /** The client for answers that go on. */
  ApiClient streaming() {
    return streaming;
  }

  /** The client for questions with one answer. */
  ApiClient client() {
    return client;
  }

  /**
   * Creates a pod.
   *
   * @return false when there is one of this name
   */
  boolean create(V1Pod pod) throws ApiException {
    try {
      send(core.createNamespacedPod(Metadata.namespace(pod), pod).buildCall(null));
      return true;
    } catch (ApiException e) {
      if (e.getCode() == CONFLICT
          && String.valueOf(e.getResponseBody()).contains("AlreadyExists")) {
        return false;
      }
      throw e;
    }
  }

  /** A pod as it is now. */
  Optional<V1Pod> find(PodIdentity pod) throws ApiException {
    try {
      return Optional.of(core.readNamespacedPod(pod.name(), pod.namespace()).execute());
    } catch (ApiException e) {
      if (e.getCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Asks for a pod to go. Repeating it changes nothing. */
  void delete(String namespace, String pod, Duration grace) throws ApiException {
    try {
      send(
          core.deleteNamespacedPod(pod, namespace)
              .gracePeriodSeconds(Math.toIntExact(grace.toSeconds()))
              .buildCall(null));
    } catch (ApiException e) {
      if (e.getCode() != NOT_FOUND) {
        throw e;
      }
    }
  }

  /** The answer is the pod, which nobody needs: it is not even parsed. */
  private void send(Call call) throws ApiException {
    client.execute(call);
  }

  /** What the cluster warned of about pods, the oldest first. */
  List<CoreV1Event> warnings(String namespace) throws ApiException {
    return core.listNamespacedEvent(namespace)
        .fieldSelector("involvedObject.kind=Pod,type=Warning")
        .execute()
        .getItems();
  }

  /**
   * Asks for a container's output, with the time before each line.
   *
   * @param since the first second that is wanted, as RFC 3339; empty for all
   * @param follow as long as it runs, not only up to now
   */
  Call log(PodIdentity pod, String container, String since, boolean follow) throws ApiException {
    Request request =
        new CoreV1Api(streaming)
            .readNamespacedPodLog(pod.name(), pod.namespace())
            .container(container)
            .follow(follow)
            .timestamps(true)
            .buildCall(null)
            .request();
    if (!since.isEmpty()) {
      // The API has this parameter; the description that the client is made from has not.
      request =
          request
              .newBuilder()
              .url(request.url().newBuilder().addQueryParameter("sinceTime", since).build())
              .build();
    }
    return streaming.getHttpClient().newCall(request);
  }
}
