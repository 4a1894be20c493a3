package com.example.sample;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.testkit.BuildStoreContract;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Builds in sample")
class SampleStoreTest extends BuildStoreContract {
  private final BuildStore store = new SampleStore("localhost:1234");

  @Override
  protected BuildStore store() {
    return store;
  }
}
