package io.github.oryxcuration.core.caption;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.sample.EncodedPicture;
import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The bodies of OpenAI's {@code /v1/chat/completions}, pictures as data URLs. */
final class ChatMessages {
  private ChatMessages() {}

  /**
   * What a server said.
   *
   * @param promptTokens counted by the server, or -1
   * @param answerTokens likewise
   */
  record Answer(String text, String finish, String refusal, long promptTokens, long answerTokens) {}

  static byte[] request(HttpCaptionerSpec spec, CaptionRequest request, long seed) {
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("model", spec.model());
    body.put("max_tokens", spec.maxTokens());
    body.put("temperature", spec.temperature());
    body.put("seed", seed & 0x7fffffffL); // what all servers take
    ObjectNode message = body.putArray("messages").addObject();
    message.put("role", "user");
    ArrayNode content = message.putArray("content");
    content.addObject().put("type", "text").put("text", request.prompt().text());
    for (EncodedPicture picture : request.pictures()) {
      String type = Pictures.inspect(picture.bytes()).format().extension();
      String data =
          "data:image/" + type + ";base64," + Base64.getEncoder().encodeToString(picture.bytes());
      content.addObject().put("type", "image_url").putObject("image_url").put("url", data);
    }
    return Json.bytes(body);
  }

  /** An answer, or null where the bytes are none. */
  static @Nullable Answer answer(byte[] bytes) {
    JsonNode body;
    try {
      body = Json.mapper().readTree(bytes);
    } catch (JacksonException e) {
      return null;
    } catch (IOException e) {
      return null;
    }
    JsonNode choice = body.path("choices").path(0);
    JsonNode content = choice.path("message").path("content");
    JsonNode refusal = choice.path("message").path("refusal");
    if (!content.isTextual() && !refusal.isTextual()) {
      return null;
    }
    JsonNode usage = body.path("usage");
    return new Answer(
        content.asText("").strip(),
        choice.path("finish_reason").asText(""),
        refusal.isTextual() ? refusal.textValue() : "",
        usage.path("prompt_tokens").asLong(-1),
        usage.path("completion_tokens").asLong(-1));
  }

  /** What an error says of itself: its code and message, or the start of its body. */
  static String error(byte[] bytes) {
    try {
      JsonNode error = Json.mapper().readTree(bytes).path("error");
      if (error.path("message").isTextual()) {
        String code = error.path("code").asText("");
        return (code.isEmpty() || code.equals("null") ? "" : code + ": ")
            + error.path("message").textValue();
      }
      if (error.isTextual()) {
        return error.textValue();
      }
    } catch (IOException e) {
      return start(bytes); // no JSON: a proxy's page, say
    }
    return start(bytes);
  }

  private static String start(byte[] bytes) {
    String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    return text.strip().replaceAll("\\s+", " ");
  }
}
