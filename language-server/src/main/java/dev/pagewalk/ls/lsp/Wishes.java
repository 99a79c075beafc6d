package dev.pagewalk.ls.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.pagewalk.ls.check.Settings;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.InitializeParams;

/**
 * What the client can and wants, read once.
 *
 * @param encoding in which characters of a line are counted
 * @param pulls whether it asks for diagnostics itself
 * @param refreshesDiagnostics whether it can be told to ask again
 * @param refreshesLenses whether it can be told to ask for lenses again
 * @param related whether it shows related places of a diagnostic
 * @param links whether definitions may tell the place from which they were asked
 * @param progress whether it shows progress
 * @param watches whether it can be asked to watch files
 * @param showsDocuments whether it can open a document for the server
 * @param snippets whether completions may have tab stops
 * @param status whether it wants {@code pagewalk/status}
 * @param debugs whether it takes {@code pagewalk.step} itself, to start a debugger
 * @param token what a client on a socket must show
 */
record Wishes(
    Lines.Encoding encoding,
    boolean pulls,
    boolean refreshesDiagnostics,
    boolean refreshesLenses,
    boolean related,
    boolean links,
    boolean progress,
    boolean watches,
    boolean showsDocuments,
    boolean snippets,
    boolean status,
    boolean debugs,
    Optional<String> token) {
  /** Before the client has said anything. */
  static final Wishes NONE = new Wishes(
      Lines.Encoding.UTF16, false, false, false, false, false, false, false, false, false, false, false,
      Optional.empty());

  static Wishes of(InitializeParams params) {
    ClientCapabilities can = params.getCapabilities() == null ? new ClientCapabilities() : params.getCapabilities();
    JsonObject options = object(params.getInitializationOptions());
    var text = Optional.ofNullable(can.getTextDocument());
    var workspace = Optional.ofNullable(can.getWorkspace());
    var window = Optional.ofNullable(can.getWindow());
    return new Wishes(
        encoding(can),
        text.map(each -> each.getDiagnostic()).isPresent(),
        workspace.map(each -> each.getDiagnostics()).map(each -> each.getRefreshSupport()).orElse(false),
        workspace.map(each -> each.getCodeLens()).map(each -> each.getRefreshSupport()).orElse(false),
        text.map(each -> each.getPublishDiagnostics()).map(each -> each.getRelatedInformation()).orElse(false)
            || text.map(each -> each.getDiagnostic()).map(each -> each.getRelatedInformation()).orElse(false),
        text.map(each -> each.getDefinition()).map(each -> each.getLinkSupport()).orElse(false),
        window.map(each -> each.getWorkDoneProgress()).orElse(false),
        workspace.map(each -> each.getDidChangeWatchedFiles()).map(each -> each.getDynamicRegistration()).orElse(false),
        window.map(each -> each.getShowDocument()).map(each -> each.isSupport()).orElse(false),
        text.map(each -> each.getCompletion()).map(each -> each.getCompletionItem())
            .map(each -> each.getSnippetSupport()).orElse(false),
        isSet(options, "status"),
        isSet(options, "debugs"),
        word(options, "token"));
  }

  private static boolean isSet(JsonObject options, String name) {
    return Optional.ofNullable(options.get(name)).filter(JsonElement::isJsonPrimitive)
        .map(JsonElement::getAsBoolean).orElse(false);
  }

  /** The first encoding that the client likes and the server knows. */
  private static Lines.Encoding encoding(ClientCapabilities can) {
    if (can.getGeneral() != null && can.getGeneral().getPositionEncodings() != null) {
      for (String wanted : can.getGeneral().getPositionEncodings()) {
        for (Lines.Encoding each : Lines.Encoding.values()) {
          if (each.id().equals(wanted)) {
            return each;
          }
        }
      }
    }
    return Lines.Encoding.UTF16;
  }

  /** The settings in {@code options}, which may be anything; what is not said stays as it is. */
  static Settings settings(Settings before, Object options) {
    JsonObject said = object(options);
    JsonObject inner = said.has("pagewalk") ? object(said.get("pagewalk")) : said;
    Settings settings = before;
    Optional<String> check = word(inner, "check");
    if (check.isPresent()) {
      settings = switch (check.get()) {
        case "never" -> settings.on(Settings.When.NEVER);
        case "onSave" -> settings.on(Settings.When.ON_SAVE);
        case "onType" -> settings.on(Settings.When.ON_TYPE);
        default -> settings;
      };
    }
    JsonElement seconds = inner.get("checkSeconds");
    boolean isNumber = seconds != null && seconds.isJsonPrimitive() && seconds.getAsJsonPrimitive().isNumber();
    return isNumber ? settings.within(Duration.ofSeconds(Math.clamp(seconds.getAsLong(), 1, 3_600))) : settings;
  }

  private static Optional<String> word(JsonObject options, String key) {
    JsonElement value = options.get(key);
    return value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isString()
        ? Optional.of(value.getAsString()) : Optional.empty();
  }

  private static JsonObject object(Object options) {
    return options instanceof JsonElement element && element.isJsonObject() ? element.getAsJsonObject() : new JsonObject();
  }
}
