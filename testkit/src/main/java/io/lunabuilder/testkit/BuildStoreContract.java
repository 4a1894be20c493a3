package io.lunabuilder.testkit;

import io.lunabuilder.application.port.BuildStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link BuildStore} promises. A subclass brings a store that is empty for each test.
 */
@DisplayName("A build store")
public abstract class BuildStoreContract {

  /** The store under test: the same one during a test, an empty one for the next. */
  protected abstract BuildStore store();

  @Nested
  @DisplayName("accepts builds:")
  class Submitting extends SubmitRules {
    @Override
    BuildStore store() {
      return BuildStoreContract.this.store();
    }
  }

  @Nested
  @DisplayName("gives builds to runners:")
  class Claiming extends ClaimRules {
    @Override
    BuildStore store() {
      return BuildStoreContract.this.store();
    }
  }

  @Nested
  @DisplayName("keeps what runners record:")
  class Recording extends RecordRules {
    @Override
    BuildStore store() {
      return BuildStoreContract.this.store();
    }
  }

  @Nested
  @DisplayName("ends builds on request:")
  class Cancelling extends CancelRules {
    @Override
    BuildStore store() {
      return BuildStoreContract.this.store();
    }
  }

  @Nested
  @DisplayName("lists builds:")
  class Listing extends ListRules {
    @Override
    BuildStore store() {
      return BuildStoreContract.this.store();
    }
  }

  @Nested
  @DisplayName("forgets builds:")
  class Forgetting extends ForgetRules {
    @Override
    BuildStore store() {
      return BuildStoreContract.this.store();
    }
  }

  @Nested
  @DisplayName("tells observers:")
  class Watching extends WatchRules {
    @Override
    BuildStore store() {
      return BuildStoreContract.this.store();
    }
  }

  @Nested
  @DisplayName("serves many threads:")
  class Sharing extends SharingRules {
    @Override
    BuildStore store() {
      return BuildStoreContract.this.store();
    }
  }
}
