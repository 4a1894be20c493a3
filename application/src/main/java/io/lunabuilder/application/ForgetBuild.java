package io.lunabuilder.application;

import io.lunabuilder.application.port.BuildLog;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.SavedImages;
import io.lunabuilder.domain.BuildId;

/** Forgets a finished build with its log and the image that was kept for it. */
public final class ForgetBuild {
  private final BuildStore store;
  private final BuildLog log;
  private final SavedImages images;

  public ForgetBuild(BuildStore store, BuildLog log, SavedImages images) {
    this.store = store;
    this.log = log;
    this.images = images;
  }

  /** Refused while the build waits or runs. */
  public BuildStore.Deletion forget(BuildId id) {
    BuildStore.Deletion result = store.delete(id);
    if (result == BuildStore.Deletion.DELETED) {
      log.delete(id);
      images.delete(id);
    }
    return result;
  }
}
