package io.github.oryxcuration.mixture.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.source.SourceSpec.MultiImageTurn;
import io.github.oryxcuration.core.storage.MemoryStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows that the published sets hold and the shared data do not. */
class JsonFormatsTest {
  private static final String TURNS =
      "'conversations':[{'from':'human','value':'<image> Q'},{'from':'gpt','value':'A'}]";

  private final MemoryStore store = MemoryStore.create();

  @AfterEach
  void forget() {
    store.close();
  }

  private SourceSpec source(String format, String name, String text) {
    store.put(name, text.replace('\'', '"').getBytes(UTF_8));
    return Reading.source(format, store.root(), name, store.path("media"));
  }

  private List<String> read(String format, String... rows) throws IOException {
    return Reading.shown(
        Reading.rows(source(format, "a.json", "[" + String.join(",\n", rows) + "]")));
  }

  private Candidate only(String format, String row) throws IOException {
    List<Outcome<Candidate>> rows = Reading.rows(source(format, "a.json", "[" + row + "]"));
    assertThat(rows).singleElement().isInstanceOf(Outcome.Kept.class);
    return ((Outcome.Kept<Candidate>) rows.get(0)).row();
  }

  @Test
  void llavaRowsMayShowAVideoAndAreRefusedWhereTheyAreNotWhatTheyMustBe() throws IOException {
    assertThat(
            read(
                "llava",
                "{'id':1,'video':'a/b.mp4'," + TURNS + "}",
                "{'id':2,'image':'a.jpg','video':'b.mp4'," + TURNS + "}",
                "{'id':3,'image':7," + TURNS + "}",
                "{'id':4,'image':['a.jpg',null]," + TURNS + "}",
                "{'id':5,'image':''," + TURNS + "}",
                "{'id':6,'image':'a.jpg'}",
                "{'id':7,'image':'a.jpg','conversations':'x'}",
                "{'id':8,'image':'a.jpg','conversations':['x']}",
                "{'id':9,'image':'a.jpg','conversations':[{'from':'human'}]}",
                "{'id':10,'image':'a.jpg','conversations':[{'from':'human','value':3}]}",
                "{'id':11,'image':null,'conversations':[{'from':'user','value':'Q'},"
                    + "{'from':'assistant','value':'A'}]}",
                "[1]",
                "'x'",
                "null",
                "{'id':{'a':1},'image':[]," + TURNS + "}"))
        .containsExactly(
            "0 1 qa video[b.mp4] H <image>\\nQ / G A",
            "1 2 LOST MALFORMED_ROW: the row has both 'image' and 'video'; one is allowed",
            "2 3 LOST MALFORMED_ROW: 'image' must be a list, but is a number",
            "3 4 LOST MALFORMED_ROW: each of 'image' must be a text, but is null",
            "4 5 LOST MALFORMED_ROW: the path of a medium is blank",
            "5 6 LOST MALFORMED_ROW: 'conversations' is missing",
            "6 7 LOST MALFORMED_ROW: 'conversations' must be a list, but is a text",
            "7 8 LOST MALFORMED_ROW: each of 'conversations' must be an object, but is a text",
            "8 9 LOST MALFORMED_ROW: 'value' is missing",
            "9 10 LOST MALFORMED_ROW: 'value' must be a text, but is a number",
            "10 11 text text[] H Q / G A",
            "11  LOST MALFORMED_ROW: a row must be an object, but is a list",
            "12  LOST MALFORMED_ROW: a row must be an object, but is a text",
            "13  LOST MALFORMED_ROW: a row must be an object, but is null",
            "14  LOST PLACEHOLDER_COUNT: found 1 placeholders for 0 media; the counts must be"
                + " equal");
  }

  @Test
  void pathsThatLeadOutOfTheMediaRootAreRefused() throws IOException {
    for (String path :
        List.of(
            "../a.jpg",
            "b/../../a.jpg",
            "/etc/passwd",
            "file:///etc/passwd",
            "C:/a.jpg",
            "b\\\\..\\\\a.jpg",
            "%2e%2e/a.jpg",
            "b/%252E%252e%252fa.jpg",
            "..",
            "a\\u0000.jpg",
            "./",
            "x".repeat(5000))) {
      assertThat(read("llava", "{'image':'" + path + "'," + TURNS + "}"))
          .as(path)
          .singleElement()
          .asString()
          .startsWith("0  LOST MEDIA_OUTSIDE_ROOT: the media path '");
    }
  }

  @Test
  void pathsBelowTheMediaRootAreTakenAsTheyAre() throws IOException {
    String root = store.path("media");
    for (String path : List.of("a/b.jpg", "./a//b.jpg", root + "/a/b.jpg")) {
      assertThat(only("llava", "{'image':'" + path + "'," + TURNS + "}").media())
          .containsExactly(new MediaRef.InFile(root + "/a/b.jpg"));
    }
    for (String path : List.of("a%20b..jpg", "..a/b.jpg", "a:b.jpg", "50%.jpg", "[a]*?.jpg")) {
      assertThat(only("llava", "{'image':'" + path + "'," + TURNS + "}").media())
          .containsExactly(new MediaRef.InFile(root + "/" + path));
    }
  }

  @Test
  void cambrianHasFourWordsForNoPictureAndNaN() throws IOException {
    String turns =
        "'conversations':[{'from':'system','value':'Be brief.'},"
            + "{'from':'human','value':'Q'},{'from':'gpt','value':'A'}]";
    for (String image : List.of("''", "'None'", "'none'", "'nan'", "NaN", "null")) {
      assertThat(read("cambrian", "{'id':'c','image':" + image + "," + turns + "}"))
          .containsExactly("0 c text text[] H Be brief.\\nQ / G A");
    }
    assertThat(read("cambrian", "{'image':'NaN'," + TURNS + "}"))
        .containsExactly("0  qa image[NaN] H <image>\\nQ / G A");
  }

  @Test
  void vcgPlusFindsTheExtensionOnDiskAndReadsTheOlderLayout() throws IOException {
    store.put("media/v1.mkv", new byte[1]);
    store.put("media/v2.webm", new byte[1]);
    store.put("media/v3.mp4", new byte[1]);
    store.put("media/v3.mkv", new byte[1]);
    assertThat(
            read(
                "vcg-plus",
                "{'id':'x','video':'v1.mp4'," + TURNS + "}",
                "{'id':'x','video':'v2'," + TURNS + "}",
                "{'id':'x','video':'v3.mkv'," + TURNS + "}",
                "{'id':'x','video':'v4.mkv'," + TURNS + "}",
                "{'q':'Q','a':'A','video_id':'v3'}",
                "{'id':'x'," + TURNS + "}"))
        .containsExactly(
            "0 x qa video[v1.mkv] H <image>\\nQ / G A",
            "1 x qa video[v2.webm] H <image>\\nQ / G A",
            "2 x qa video[v3.mkv] H <image>\\nQ / G A",
            "3 x qa video[v4.mkv] H <image>\\nQ / G A",
            "4  qa video[v3.mp4] H <image>\\nQ / G A",
            "5 x LOST MALFORMED_ROW: 'video' is missing");
  }

  @Test
  void shareGpt4VideoTakesTheTemplateForPromptAndLosesRowsWithoutAWholeCaption()
      throws IOException {
    SourceSpec source =
        source(
            "sharegpt4video",
            "a.jsonl",
            """
            {'video_id':'a','video_path':'p/a.mp4','captions':[{'idx':'0','content':'x'},{'idx':'-1','content':'A'}]}
            {'video_id':'b','video_path':'p/b.mp4','captions':[{'idx':'0','content':'x'},{'idx':'0-1','content':'y'}]}
            {'video_id':'c','video_path':'p/c.mp4','captions':[{'idx':-1,'content':7}]}
            {'video_id':'d','video_path':'../d.mp4','captions':[]}
            """);
    SourceSpec asked = Reading.with(source, "", "What happens?", MultiImageTurn.SPLIT);
    assertThat(Reading.shown(Reading.rows(asked)))
        .extracting(row -> row.replaceFirst("^\\d+ ", ""))
        .containsExactly(
            "a caption video[a.mp4] H <image>\\nWhat happens? / G A",
            "b LOST EMPTY_CONVERSATION: no caption has idx \"-1\", the whole video's",
            "c LOST MALFORMED_ROW: 'content' must be a text, but is a number",
            "d LOST MEDIA_OUTSIDE_ROOT: the media path '../d.mp4' holds '..'");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Reading.rows(Reading.with(source, "", "{question}", MultiImageTurn.SPLIT)))
        .withMessage(
            "template of source 's' must be the plain prompt of a caption, but was: {question}");
  }

  @Test
  void llavaHoundIgnoresPreferencesAndReadsCaptionsAndImages() throws IOException {
    assertThat(
            read(
                "llava-hound",
                "{'id':'1','video':'v-Scene-1','chosen':{'from':'gpt','value':'x'},'rejected':'y',"
                    + "'conversations':[{'from':'human','value':'Q\\n<video>'},"
                    + "{'from':'gpt','value':'A'}]}",
                "{'id':'2','image':'a.jpg'," + TURNS + "}"))
        .containsExactly(
            "0 1 qa video[InFolder " + store.path("media/v-Scene-1/") + "] H <image>\\nQ / G A",
            "1 2 qa image[a.jpg] H <image>\\nQ / G A");
  }

  @Test
  void oryxReadsPathsPatchesAndListsOfThem() throws IOException {
    String patch = "{'patch':'p/patch_00000','start_num':'846113989','size':'27141'}";
    assertThat(only("oryx", "{'id':'a','image':" + patch + "," + TURNS + "}").media())
        .containsExactly(
            new MediaRef.InPatch(
                store.path("media/p/patch_00000"), 846113989L, List.of(27141), false));
    assertThat(
            only(
                    "oryx",
                    "{'image':[{'patch':'p','start_num':3,'size':[5],'image_encoding':'base64'},"
                        + "{'img_path':'b.jpg','patch':'x'},'c.jpg'],'conversations':["
                        + "{'from':'human','value':'<image><image><image>Q'},"
                        + "{'from':'gpt','value':'A'}]}")
                .media())
        .containsExactly(
            new MediaRef.InPatch(store.path("media/p"), 3, List.of(5), true),
            new MediaRef.InFile(store.path("media/b.jpg")),
            new MediaRef.InFile(store.path("media/c.jpg")));
    assertThat(
            only("oryx", "{'video':{'patch':'p','size':[1,'2',3],'start_num':9}," + TURNS + "}")
                .media())
        .containsExactly(new MediaRef.InPatch(store.path("media/p"), 9, List.of(1, 2, 3), false));
    assertThat(only("oryx", "{'video':'v.mp4'," + TURNS + "}").media())
        .containsExactly(new MediaRef.InFile(store.path("media/v.mp4")));
  }

  @Test
  void oryxNeedlesKeepTheirFields() throws IOException {
    String movie = "'video_long':{'patch':'m','size':[4,4,4],'start_num':0}";
    Candidate row =
        only(
            "oryx",
            "{'id':'m2',"
                + movie
                + ",'idx':[0,2],'type':'diff','question':'<idx1> or <idx2>?','answer':'A'}");
    assertThat(row.needle()).isEqualTo(new Needle(List.of(0, 2), "<idx1> or <idx2>?", "A", "diff"));
    assertThat(Reading.shown(Outcome.kept(row)))
        .isEqualTo(
            "0 m2 needle-diff video_long[InPatch "
                + store.path("media/m@0+[4, 4, 4]")
                + "] H <image>\\n<idx1> or <idx2>? / G A");
    String fault =
        " LOST MALFORMED_ROW: a needle is of type caption with one 'idx' and <idx> in its question,"
            + " or of type diff with two in ascending order and <idx1> and <idx2>; found type ";
    assertThat(
            read(
                "oryx",
                "{" + movie + ",'idx':[2],'type':'caption','question':'<idx>?','answer':'A'}",
                "{" + movie + ",'idx':[3],'type':'caption','question':'<idx>?','answer':'A'}",
                "{" + movie + ",'idx':[2],'type':'caption','question':'?','answer':'A'}",
                "{" + movie + ",'idx':[2,1],'type':'diff','question':'<idx1><idx2>','answer':'A'}",
                "{" + movie + ",'idx':[2],'type':'other','question':'<idx>?','answer':'A'}",
                "{'video_long':'m.mp4','idx':[0],'type':'caption','question':'<idx>','answer':'A'}"))
        .satisfiesExactly(
            a -> assertThat(a).contains(" needle-caption video_long["),
            a ->
                assertThat(a)
                    .isEqualTo("1  LOST MALFORMED_ROW: 'idx' is 3, but the movie has 3 frames"),
            a -> assertThat(a).isEqualTo("2 " + fault + "'caption' with 'idx' [2]"),
            a -> assertThat(a).isEqualTo("3 " + fault + "'diff' with 'idx' [2, 1]"),
            a -> assertThat(a).isEqualTo("4 " + fault + "'other' with 'idx' [2]"),
            a ->
                assertThat(a)
                    .contains("a medium must be a path or a slice of a patch, but is a text"));
  }

  @Test
  void oryxRefusesSlicesThatCannotBe() throws IOException {
    for (String slice :
        List.of(
            "{'patch':'p','start_num':-1,'size':5}",
            "{'patch':'p','start_num':0,'size':0}",
            "{'patch':'p','start_num':0,'size':3000000000}",
            "{'patch':'p','start_num':'x','size':5}",
            "{'patch':'p','start_num':1.5,'size':5}",
            "{'patch':'p','start_num':0,'size':[]}",
            "{'patch':'p','start_num':0,'size':[1,2]}",
            "{'patch':'p','size':5}",
            "{'patch':'p','start_num':0,'size':5,'image_encoding':'hex'}",
            "5")) {
      assertThat(read("oryx", "{'image':" + slice + "," + TURNS + "}"))
          .as(slice)
          .singleElement()
          .asString()
          .startsWith("0  LOST MALFORMED_ROW: ");
    }
  }

  @Test
  void perceptionTestCountsQuestionsAndNothingElse() throws IOException {
    store.put("map.json", "{\"v1\":\"clips/a.mp4\",\"v2\":\"b.mp4\"}".getBytes(UTF_8));
    SourceSpec source =
        source(
            "perception-test",
            "a.json",
            """
            {'v0':{'metadata':{},'grounded_question':[{'id':0}]},
             'v1':{'mc_question':[
               {'id':0,'question':'Q?','options':['x','y'],'answer_id':1},
               {'id':0,'question':'Q?','options':['x','y'],'answer_id':1},
               {'id':2,'question':'Q?','options':['x','y'],'answer_id':2},
               {'id':3,'question':'Q?','options':['x',' '],'answer_id':0},
               5]},
             'v2':{'mc_question':7},
             'v3':{'mc_question':[{'id':0,'question':'Q?','options':['x'],'answer_id':0}]}}
            """);
    assertThat(
            Reading.shown(
                Reading.rows(
                    Reading.with(
                        source,
                        store.path("map.json"),
                        "{options}: {question}",
                        MultiImageTurn.SPLIT))))
        .containsExactly(
            "v1.0 v1.0 mcq video[a.mp4] H <image>\\nA. x\\nB. y: Q? / G B",
            "1#1 v1.0 LOST MALFORMED_ROW: question 'v1.0' has no id of its own",
            "v1.2 v1.2 LOST BAD_ANSWER: the answer is option 2 of 0 to 1",
            "v1.3 v1.3 LOST MALFORMED_ROW: option 1 is blank",
            "1#4 v1. LOST MALFORMED_ROW: question 'v1.' has no id of its own",
            "2  LOST MALFORMED_ROW: 'mc_question' must be a list, but is a number",
            "v3.0 v3.0 LOST MEDIA_MISSING: media_map has no entry for 'v3'");
  }

  @Test
  void nextQaRowsAreCheckedFieldByField() throws IOException {
    String text =
        """
        video,question,answer,qid,a0,a1,a2,a3,a4
        1,"what, ""really""?",0,0,a,b,c,d,e
        2,q,5,0,a,b,c,d,e
        3,q,x,0,a,b,c,d,e
        4,q,0,0,a,b
        ../5,q,0,0,a,b,c,d,e
        """;
    store.put("a.csv", text.getBytes(UTF_8));
    SourceSpec source = Reading.source("nextqa", store.root(), "a.csv", store.path("media"));
    assertThat(Reading.shown(Reading.rows(source)))
        .satisfiesExactly(
            a ->
                assertThat(a)
                    .startsWith("0 1_0 mcq video[1.mp4] H <image>\\nwhat, \"really\"?\\nA. a\\n"),
            a -> assertThat(a).isEqualTo("1 2_0 LOST BAD_ANSWER: the answer is option 5 of 0 to 4"),
            a ->
                assertThat(a)
                    .isEqualTo(
                        "2 3_0 LOST MALFORMED_ROW: 'answer' must be a whole number, but was 'x'"),
            a -> assertThat(a).isEqualTo("3  LOST MALFORMED_ROW: expected 9 fields, found 6"),
            a -> assertThat(a).startsWith("4 ../5_0 LOST MEDIA_OUTSIDE_ROOT"));
  }

  @Test
  void filesThatCannotBeReadAreToldByName() {
    assertThatThrownBy(() -> Reading.rows(Reading.source("llava", store.root(), "none.json", "")))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage("Source 's': no file matches " + store.path("none.json"));
    store.put("a.csv", "video,question\n".getBytes(UTF_8));
    assertThatThrownBy(() -> Reading.rows(Reading.source("nextqa", store.root(), "a.csv", "")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.csv: the header must hold [video, question, answer,")
        .hasMessageEndingWith("but 'answer' is missing");
    store.put("map.json", "[1]".getBytes(UTF_8));
    SourceSpec mapped =
        Reading.with(
            Reading.source("nextqa", store.root(), "a.csv", ""),
            store.path("map.json"),
            "",
            MultiImageTurn.SPLIT);
    assertThatThrownBy(() -> Reading.rows(mapped))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("must be one JSON object from ids to paths");
  }

  @Test
  void templatesAreCheckedBeforeAnythingIsRead() {
    SourceSpec source = source("perception-test", "a.json", "{}");
    Map<String, String> problems =
        Map.of(
            "{question}", "{options} is missing",
            "{question}{options}{options}", "{options} stands in it 2 times",
            "{question}{options}{x}{a}", "it holds {a}, {x}",
            "<image>{question}{options}",
                "it holds a placeholder, which is put in front by itself");
    problems.forEach(
        (template, problem) -> {
          String whole = "allowed: a text with {question} and {options} once each, but " + problem;
          assertThat(new NextQaFormat().templateProblem(template)).isEqualTo(whole);
          assertThat(new CinePileFormat().templateProblem(template)).isEqualTo(whole);
          assertThat(new PerceptionTestFormat().templateProblem(template)).isEqualTo(whole);
          assertThatIllegalArgumentException()
              .isThrownBy(
                  () -> Reading.rows(Reading.with(source, "", template, MultiImageTurn.SPLIT)))
              .withMessage("template of source 's' is " + template + "; " + whole);
        });
    assertThat(new NextQaFormat().templateProblem("{options}\n{question}")).isEmpty();
    assertThat(new LlavaFormat().templateProblem("{options}\n{question}"))
        .isEqualTo("the format llava asks no multiple-choice questions; leave it out");
  }
}
