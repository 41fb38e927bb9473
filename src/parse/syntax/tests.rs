//! What each broken text is told, and that no text makes the reading panic.

use super::{decode, toml_table};
use crate::source::{FileId, line_and_column};

/// Reads a text and returns `line:column code message | suggested line` for each problem.
fn problems(text: &str) -> Vec<String> {
    let (_, problems) = toml_table(&FileId::new("x.toml"), text);
    let told = problems.iter().map(|problem| {
        let (line, column) = problem.span().map_or((0, 0), |span| line_and_column(text, span.start));
        assert!(problem.help.is_some(), "{}", problem.message);
        for label in &problem.labels {
            assert!(text.get(label.span.start..label.span.end).is_some(), "{}", problem.message);
        }
        let suggestion = problem.suggestion.as_ref().map_or("-", |suggestion| suggestion.text.as_str());
        format!("{line}:{column} {} {} | {suggestion}", problem.code, problem.message)
    });
    told.collect()
}

/// Texts, and what is told of each.
const TOLD: &[(&str, &[&str])] = &[
    ("a = “x”\nb = 1\n", &[r#"1:5 toml-quote these are curly quotation marks, from a word processor | a = "x""#]),
    ("a = ‘x’\n", &[r#"1:5 toml-quote these are curly quotation marks, from a word processor | a = "x""#]),
    ("a = “Don’t”\n", &[r#"1:5 toml-quote these are curly quotation marks, from a word processor | a = "Don’t""#]),
    ("a = \"x\nb = 1\n", &[r#"1:5 toml-quote there is no `"` at the end of the text | a = "x""#]),
    ("a = x\"\nb = 1\n", &[r#"1:5 toml-quote there is no `"` at the start of the text | a = "x""#]),
    ("a = Chelmsford\n", &[r#"1:5 toml-quote `Chelmsford` has no quotation marks | a = "Chelmsford""#]),
    (
        "a = Chelmsford Prison, Essex\n",
        &[r#"1:5 toml-quote `Chelmsford Prison, Essex` has no quotation marks | a = "Chelmsford Prison, Essex""#],
    ),
    ("a = 9am\n", &[r#"1:5 toml-quote the time `9am` has no quotation marks | a = "09:00""#]),
    ("a = 09:00-12:00\n", &[r#"1:5 toml-quote the time `09:00-12:00` has no quotation marks | a = "09:00-12:00""#]),
    ("a = 01603 326252\n", &[r#"1:5 toml-quote `01603 326252` has no quotation marks | a = "01603 326252""#]),
    ("a = £15\n", &[r#"1:5 toml-quote `£15` has no quotation marks | a = "£15""#]),
    ("a = 13.30-15.00\n", &[r#"1:5 toml-quote the time `13.30-15.00` has no quotation marks | a = "13:30-15:00""#]),
    ("a = 13.30pm\n", &[r#"1:5 toml-quote the time `13.30pm` has no quotation marks | a = "13:30""#]),
    (
        "name: Chelmsford\nb = 2\n",
        &[r#"1:5 toml-foreign there is a `:` after `name`, and `=` is wanted | name = "Chelmsford""#],
    ),
    (
        "name: Chelmsford\nb: 2\nc:\n  - x\n  - y\nd = 1\n",
        &["1:1 toml-foreign this line and the 4 after it are written as YAML, not as TOML | -"],
    ),
    ("- item\n", &["1:1 toml-foreign `- item` is written as YAML, not as TOML | -"]),
    ("---\n", &["1:1 toml-foreign `---` is written as YAML, not as TOML | -"]),
    ("a \"x\"\n", &[r#"1:2 toml-line there is no `=` between `a` and its value | a = "x""#]),
    ("a == \"x\"\n", &[r#"1:4 toml-value there is one `=` too many | a = "x""#]),
    ("a = = \"x\"\n", &[r#"1:5 toml-value there is one `=` too many | a = "x""#]),
    ("[a\nb = 1\n", &["1:1 toml-header `[a` has no `]` at its end | [a]"]),
    ("[[a]\nb = 1\n", &["1:1 toml-header `[[a]` does not have as many `[` as `]` | [[a]]"]),
    ("[a]]\nb = 1\n", &["1:1 toml-header `[a]]` does not have as many `[` as `]` | [[a]]"]),
    ("a]\nb=1\n", &["1:1 toml-header `a]` has no `[` at its start | [a]"]),
    ("[a]\n[[a]]\n", &["2:1 toml-twice `[[a]]` has two pairs of brackets here and one before | [[a]]"]),
    ("[[a]]\nb = 1\n[a]\nb = 2\n", &["3:1 toml-twice `[a]` has one pair of brackets here and two before | [[a]]"]),
    ("a = 1\nb = 2\na = 3\n", &["3:1 toml-twice `a` is written twice | -"]),
    ("[a]\nx=1\n[a]\nx=1\n", &["3:1 toml-twice `[a]` is written twice | -"]),
    (
        "a = [\n \"x\",\n \"y\"\nb = 1\nc = \"z\"\n[d]\ne = 1\n",
        &["1:5 toml-list the list of `a` is not closed: there is no `]` | ]"],
    ),
    ("a = [\n \"x\"\n \"y\",\n \"z\"\n]\n", &["3:2 toml-list there is no comma before this item | ,"]),
    (
        "a = [\n “x”,\n y,\n]\n",
        &[
            r#"2:2 toml-quote these are curly quotation marks, from a word processor | "x""#,
            r#"3:2 toml-quote `y` has no quotation marks | "y""#,
        ],
    ),
    ("a = [\"x\" \"y\" \"z\"]\n", &[r#"1:5 toml-list there is no comma between two items | a = ["x", "y", "z"]"#]),
    ("a = [\"x\",, \"y\"]\n", &[r#"1:5 toml-list there is a comma too many in the list | a = ["x", "y"]"#]),
    ("a = [,\"x\"]\n", &[r#"1:5 toml-list there is a comma too many in the list | a = ["x"]"#]),
    ("a = [\"x\"; \"y\"]\n", &[r#"1:5 toml-list there is a `;` in the list | a = ["x", "y"]"#]),
    ("a = [\"x\"\n", &["1:5 toml-list the list of `a` is not closed: there is no `]` | ]"]),
    ("a = [\"x\"]]\n", &[r#"1:5 toml-list there is a `]` too many | a = ["x"]"#]),
    ("a = \"x\", \"y\"\n", &[r#"1:5 toml-list several texts stand here without brackets | a = ["x", "y"]"#]),
    ("mon–thu = \"x\"\n", &[r#"1:1 toml-key the name `mon–thu` has a long dash in it | mon-thu = "x""#]),
    (
        "Visiting hours = \"x\"\n",
        &[r#"1:1 toml-key the name `Visiting hours` has a space in it | visiting_hours = "x""#],
    ),
    (
        "a = \"C:\\Users\"\n",
        &[r"1:5 toml-value there is a `\` in the text, which has a meaning of its own | a = 'C:\Users'"],
    ),
    (
        "a = \"C:\\\"\n",
        &[r"1:5 toml-quote the `\` before the last quotation mark makes it part of the text | a = 'C:\'"],
    ),
    ("a = \"\"\"\nx\nb = 1\n", &[r#"1:5 toml-quote the text that begins with `"""` does not end | -"#]),
    (
        "a = \"\"\"\nx \\q\n\"\"\"\nb = “x”\n",
        &[
            r"2:4 toml-value there is a `\` in the text, which has a meaning of its own | -",
            r#"4:5 toml-quote these are curly quotation marks, from a word processor | b = "x""#,
        ],
    ),
    ("a =\nb = 1\n", &["1:3 toml-value there is nothing after `=` | -"]),
    ("a = # x\n", &["1:5 toml-value there is nothing after `=` | -"]),
    ("// c\na = 1\n", &["1:1 toml-comment a note begins with `#`, not with `//` | # c"]),
    ("note\na=1\n", &["1:1 toml-line `note` says nothing: there is no `=` and no value after it | -"]),
    ("ask about this\na=1\n", &["1:1 toml-line `ask about this` is not a fact: there is no `=` in it | -"]),
    ("<p>x</p>\n", &["1:1 toml-foreign this file is written as HTML or XML, not as TOML | -"]),
    ("a = 1\n<p>x</p>\n", &["2:1 toml-foreign `<p>x</p>` is written as HTML, not as TOML | -"]),
    ("{\n \"a\": 1\n}\n", &["1:1 toml-foreign this file is written as JSON, not as TOML | -"]),
    (
        "a = 1\n\"b\": \"c\",\n\"d\": \"e\",\n},\n",
        &["2:1 toml-foreign this line and the 2 after it are written as JSON, not as TOML | -"],
    ),
    ("a = 2026-04-31\n", &["1:5 date-invalid `2026-04-31` does not exist: April has 30 days | -"]),
    ("a = 25/12/2026\n", &["1:5 date-invalid `25/12/2026` is not written as a date | a = 2026-12-25"]),
    ("a = 25 December 2026\n", &["1:5 date-invalid `25 December 2026` is not written as a date | a = 2026-12-25"]),
    ("a = 2026-12\n", &[r#"1:5 toml-quote `2026-12` has no quotation marks | a = "2026-12""#]),
    ("a = \"x\",\n", &[r#"1:8 toml-value there is a `,` at the end of the line | a = "x""#]),
    ("a = 5;\n", &["1:6 toml-value there is a `;` at the end of the line | a = 5"]),
    (
        "a = \"he said \"hi\" there\"\n",
        &[r#"1:5 toml-quote there is a `"` inside the text, which ends it too early | a = 'he said "hi" there'"#],
    ),
    ("a = True\n", &["1:5 toml-value `True` is not written as yes or no | a = true"]),
    ("a = yes\n", &["1:5 toml-value `yes` is not written as yes or no | a = true"]),
    ("a\u{a0}= 1\n", &["1:2 toml-space there is a space or mark here that looks like none | a = 1"]),
    ("a =\u{a0}\"x\"\n", &[r#"1:4 toml-space there is a space or mark here that looks like none | a = "x""#]),
    ("a = { b = 1, c = 2\nd = 3\n", &["1:5 toml-list the inline table of `a` is not closed: there is no `}` | }"]),
    ("a = { b: 1 }\n", &["1:5 toml-value what stands between the braces cannot be read | a = { b = 1 }"]),
    ("a = { b = 1\n", &["1:5 toml-list the inline table of `a` is not closed: there is no `}` | }"]),
    ("a = \"x\u{1}y\"\n", &[r#"1:5 toml-value there is a character in the text that cannot be seen | a = "xy""#]),
    ("a = 'it's'\n", &[r#"1:5 toml-quote there is a `'` inside the text, which ends it too early | a = "it's""#]),
    ("a = 1 // c\n", &["1:5 toml-comment a note begins with `#`, not with `//` | a = 1 # c"]),
    ("a = \"x\" // c\n", &[r#"1:5 toml-value `// c` stands after the end of the text | a = "x" # c"#]),
    ("= 1\n", &["1:1 toml-key there is no name in front of `=` | -"]),
    ("a.b = 1\na = 2\n", &["2:1 toml-twice `a` is written twice | -"]),
    ("a = \"first\nsecond\"\nb=1\n", &["1:5 toml-quote the text goes on over more than one line | -"]),
    ("a = \"x\" b = 2\n", &["1:5 toml-value `b = 2` begins on the same line | -"]),
    ("a = [[[[\n", &["1:5 toml-list the list of `a` is not closed: there is no `]` | -"]),
    ("a = \"\\", &[r#"1:5 toml-quote there is no `"` at the end of the text | -"#]),
    ("a = '''x", &["1:5 toml-quote the text that begins with `'''` does not end | -"]),
    ("ä = 1\n", &["1:1 toml-key `ä` cannot be the name of a fact | -"]),
    ("a=0123\n", &[r#"1:3 toml-quote `0123` has no quotation marks | a= "0123""#]),
    (
        "a = [ “x”, “y” ]\n",
        &[r#"1:7 toml-quote these are curly quotation marks, from a word processor | a = [ "x", "y" ]"#],
    ),
    ("a = \"x”\n", &[r#"1:7 toml-quote these are curly quotation marks, from a word processor | a = "x""#]),
    ("a = 'x\"\n", &["1:5 toml-quote there is no `'` at the end of the text | a = 'x'"]),
    ("[a b]\n", &["1:1 toml-header `a b` cannot be the name of a table | [a_b]"]),
    ("[]\n", &["1:1 toml-header `[]` has no name between its brackets | -"]),
    ("[a] x\n", &["1:5 toml-header `x` cannot stand after a header | [a] # x"]),
    ("[“a”]\n", &["1:1 toml-header `“a”` cannot be the name of a table | [a]"]),
    (
        "a = [9:00-11:00, 14:00-16:00]\n",
        &[r#"1:5 toml-list an item of the list has no quotation marks | a = ["09:00-11:00", "14:00-16:00"]"#],
    ),
    ("a = { x = 1, x = 2 }\n", &["1:14 toml-twice `x` is written twice | -"]),
    (
        "a = 1\n[a]\nb = 1\n[c]\nd = “”\n",
        &[
            "2:1 toml-twice `a` is there already | -",
            r#"5:5 toml-quote these are curly quotation marks, from a word processor | d = """#,
        ],
    ),
    ("a: = 1\n", &["1:1 toml-key `a:` cannot be the name of a fact | a = 1"]),
    (
        "a = [\"x]\nb = 1\nc = [1]\n",
        &[r#"1:5 toml-list a text in the list lacks one of its quotation marks | a = ["x"]"#],
    ),
    ("a = \"x\" note\n", &["1:5 toml-value `note` stands after the end of the text | -"]),
    ("a = `x`\n", &[r#"1:5 toml-quote `'x'` has no quotation marks | a = "`x`""#]),
    (
        "a = \"x\" # “ok”\nb = “bad”\n",
        &[r#"2:5 toml-quote these are curly quotation marks, from a word processor | b = "bad""#],
    ),
    ("a = None\n", &["1:5 toml-value `None` is not a value | -"]),
    ("a = TBC\n", &["1:5 toml-value `TBC` is not a value | -"]),
    ("a = 0930\n", &[r#"1:5 toml-quote `0930` has no quotation marks | a = "0930""#]),
    (
        "a = [\n - x\n - y\n]\n",
        &[
            r#"2:2 toml-list `- x` is not written as an item | "x","#,
            r#"3:2 toml-list `- y` is not written as an item | "y","#,
        ],
    ),
    ("a = [x, y]\n", &[r#"1:5 toml-list an item of the list has no quotation marks | a = ["x", "y"]"#]),
    ("a = {\n b = “c”,\n}\n", &[r#"2:6 toml-quote these are curly quotation marks, from a word processor | b = "c""#]),
    ("a = [\n [1, 2\n]\n", &["1:5 toml-list the list of `a` is not closed: there is no `]` | ]"]),
    ("a = '''x\ny''' z\n", &["2:1 toml-line `y''' z` is not a fact: there is no `=` in it | -"]),
    (
        "a = 1\na = 1\n[b]\na = 1\nc = [\n1]\nc = [\n2]\n",
        &["2:1 toml-twice `a` is written twice | -", "7:1 toml-twice `c` is written twice | -"],
    ),
    (
        "x = 1\n[hours.centre]\nmon = 1\n[hours.centre]\nmon = 2\nfri = 9am\n",
        &[
            "4:1 toml-twice `[hours.centre]` is written twice | -",
            r#"6:7 toml-quote the time `9am` has no quotation marks | fri = "09:00""#,
        ],
    ),
    ("a = [\"x\"],\n", &[r#"1:10 toml-value there is a `,` at the end of the line | a = ["x"]"#]),
    ("a = \"x\" \"y\"\n", &[r#"1:5 toml-list two texts stand here without brackets | a = ["x", "y"]"#]),
    ("a = “x\n", &[r#"1:5 toml-quote these are curly quotation marks, from a word processor | a = "x""#]),
    ("a = x”\n", &[r#"1:6 toml-quote these are curly quotation marks, from a word processor | a = "x""#]),
    ("a = \"x\"; # y\n", &[r#"1:5 toml-value there is a mark after the end of the text | a = "x" # y"#]),
    (
        "a = “08:00-11:15”, “12:00-16:15”\n",
        &[
            r#"1:5 toml-quote these are curly quotation marks, from a word processor | a = ["08:00-11:15", "12:00-16:15"]"#,
        ],
    ),
    ("a = 5 minutes\n", &[r#"1:5 toml-quote `5 minutes` has no quotation marks | a = "5 minutes""#]),
    (
        "a = https://example.org\n",
        &[r#"1:5 toml-quote `https://example.org` has no quotation marks | a = "https://example.org""#],
    ),
    ("a = a@example.org\n", &[r#"1:5 toml-quote `a@example.org` has no quotation marks | a = "a@example.org""#]),
    ("a:1\n", &["1:1 toml-line `a:1` is not a fact: there is no `=` in it | -"]),
    ("a = \"\"\"x\"\n", &[r#"1:5 toml-quote the text that begins with `"""` does not end | -"#]),
    ("a\n", &["1:1 toml-line `a` says nothing: there is no `=` and no value after it | -"]),
    ("]\n", &["1:1 toml-header `]` has no `[` at its start | -"]),
    ("}\n", &["1:1 toml-foreign `}` is written as JSON, not as TOML | -"]),
    ("a = ]\n", &["1:5 toml-value `]` is not a value | -"]),
    ("a = }\n", &["1:5 toml-value `}` is not a value | -"]),
    ("a = [1, 2}\n", &[r#"1:5 toml-list an item of the list has no quotation marks | a = ["1", "2}"]"#]),
    ("a = 1 2\n", &[r#"1:5 toml-quote `1 2` has no quotation marks | a = "1 2""#]),
    ("a.b c = 1\n", &["1:1 toml-key the name `a.b c` has a space in it | a.b_c = 1"]),
    (
        "a = 12:00 - 16:15 # note\n",
        &[r#"1:5 toml-quote the time `12:00 - 16:15` has no quotation marks | a = "12:00-16:15""#],
    ),
    ("[[a]] \n[a.b]\n[a.b]\n", &["3:1 toml-twice `[a.b]` is written twice | -"]),
    ("a = (1, 2)\n", &[r#"1:5 toml-quote `(1, 2)` has no quotation marks | a = "(1, 2)""#]),
    ("\u{feff}a = “x”\n", &[r#"1:5 toml-quote these are curly quotation marks, from a word processor | a = "x""#]),
    (
        "a = “x”\r\nb = “y”\r\n",
        &[
            r#"1:5 toml-quote these are curly quotation marks, from a word processor | a = "x""#,
            r#"2:5 toml-quote these are curly quotation marks, from a word processor | b = "y""#,
        ],
    ),
];

#[test]
fn every_mistake_is_told_in_plain_words() {
    for (text, told) in TOLD {
        assert_eq!(problems(text), *told, "{text:?}");
    }
}

#[test]
fn what_is_safe_is_accepted() {
    for text in [
        "",
        "# only a note",
        "\u{feff}a = 1\n",
        "a = 1\r\nb = 2\r\n",
        "\ta\t=\t1\n",
        "a = [\n\t1,\n\t2,\n]\n",
        "a = \"“x”\"\n",
    ] {
        assert_eq!(problems(text), Vec::<String>::new(), "{text:?}");
    }
}

#[test]
fn the_rest_of_a_broken_text_is_read() {
    let text = "[[contact\nid = “x”\nphone = 5\n[visits]\nmax = 6\nids = [\n 1,\n[hours]\nname = \"é\"\nrate = 1.5\non = 2026-12-24\n";
    let (table, problems) = toml_table(&FileId::new("x.toml"), text);
    assert_eq!(problems.len(), 3);
    let table = table.get_ref();
    let keys: Vec<&str> = table.keys().map(|key| &**key.get_ref()).collect();
    assert_eq!(keys, ["visits", "hours"]);
    let visits = table.get("visits").and_then(|visits| visits.get_ref().as_table()).expect("a table");
    assert_eq!(
        visits.get("max").and_then(|max| max.get_ref().as_integer()).map(toml::de::DeInteger::as_str),
        Some("6")
    );
    let hours = table.get("hours").and_then(|hours| hours.get_ref().as_table()).expect("a table");
    let values: Vec<&str> = hours.values().map(|value| &text[value.span()]).collect();
    assert_eq!(values, ["\"é\"", "1.5", "2026-12-24"]);
}

#[test]
fn the_list_of_mistakes_ends() {
    let told = problems(&"a b c\n".repeat(100));
    assert_eq!(told.len(), 61);
    assert!(told[60].contains("more than 60 mistakes"));
}

#[test]
fn nothing_makes_it_panic() {
    let text = include_str!("sample.txt");
    assert!(problems(text).is_empty());
    for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
        problems(&text[..at]);
    }
    let bytes = text.as_bytes();
    for at in 0..bytes.len() {
        for byte in [b'"', b'[', b']', b'=', b'\n', b'\\', b'#', 0x93, b'\'', b'{', b',', b'x', b'\r'] {
            let mut changed = bytes.to_vec();
            changed[at] = byte;
            if let Ok(text) = decode(&FileId::new("x.toml"), &changed) {
                problems(&text);
            }
        }
    }
}
