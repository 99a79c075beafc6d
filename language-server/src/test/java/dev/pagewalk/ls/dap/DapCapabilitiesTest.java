package dev.pagewalk.ls.dap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DapCapabilitiesTest {
  @Test
  void theDocumentListsEachAndTheClientTriesEach() throws IOException {
    String document = Files.readString(Path.of("../docs/debugger.md"));
    String client = Files.readString(Path.of("src/test/debuggers/client.js"));
    JsonObject claimed = new Gson().toJsonTree(DapCapabilities.all()).getAsJsonObject();
    assertThat(claimed.keySet()).isNotEmpty().allSatisfy(name -> {
      assertThat(document).contains("`" + name + "`");
      assertThat(client).contains("'" + name + "'");
    });
  }
}
