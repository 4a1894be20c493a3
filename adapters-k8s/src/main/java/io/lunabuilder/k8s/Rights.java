package io.lunabuilder.k8s;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.AuthorizationV1Api;
import io.kubernetes.client.openapi.models.V1ResourceAttributes;
import io.kubernetes.client.openapi.models.V1SelfSubjectAccessReview;
import io.kubernetes.client.openapi.models.V1SelfSubjectAccessReviewSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Asks the API server what this service may do (R11). Everybody may ask that about himself. */
final class Rights {
  /** A right that builds need. */
  private record Right(String verb, String resource, String subresource) {
    V1ResourceAttributes in(String namespace) {
      V1ResourceAttributes attributes =
          new V1ResourceAttributes().namespace(namespace).verb(verb).resource(resource);
      return subresource.isEmpty() ? attributes : attributes.subresource(subresource);
    }

    String inWords(String namespace) {
      return "%s %s%s in the namespace %s"
          .formatted(verb, resource, subresource.isEmpty() ? "" : "/" + subresource, namespace);
    }
  }

  /** The same as in deploy/kubernetes/role.yaml, but for events, which builds can do without. */
  private static final List<Right> NEEDED =
      List.of(
          new Right("create", "pods", ""),
          new Right("get", "pods", ""),
          new Right("list", "pods", ""),
          new Right("watch", "pods", ""),
          new Right("delete", "pods", ""),
          new Right("get", "pods", "log"));

  private final AuthorizationV1Api api;

  Rights(ApiClient client) {
    this.api = new AuthorizationV1Api(client);
  }

  /** What is missing, in words; empty when nothing is. */
  List<String> missing(Collection<String> namespaces) throws IOException {
    List<String> missing = new ArrayList<>();
    try {
      for (String namespace : namespaces) {
        for (Right right : NEEDED) {
          if (!mayDo(right.in(namespace))) {
            missing.add(right.inWords(namespace));
          }
        }
      }
    } catch (ApiException e) {
      throw new IOException("the API server does not answer: " + Refusal.message(e), e);
    }
    return missing;
  }

  private boolean mayDo(V1ResourceAttributes attributes) throws ApiException {
    V1SelfSubjectAccessReview answer =
        api.createSelfSubjectAccessReview(
                new V1SelfSubjectAccessReview()
                    .spec(new V1SelfSubjectAccessReviewSpec().resourceAttributes(attributes)))
            .execute();
    return answer.getStatus() != null && Boolean.TRUE.equals(answer.getStatus().getAllowed());
  }
}
