"""What a batch reads: the same documents out of every kind of file, and faults told one by one."""

import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from geocoder import Geocoder
from geocoder.batch import Fault, Options, run_batch
from geocoder.batch.columns import choose
from geocoder.batch.encoding import detect
from geocoder.errors import InputError

TEXTS = (
    "قصف على حيي القصور والجورة",
    "لا مكان هنا",
    'نزح الأهالي من حي الجورة،\nوقال أحدهم: "إلى الميادين"',
)
ROWS = [
    {"id": f"n{number}", "date": "2017-01-05", "url": f"https://example.org/{number}", "body": text}
    for number, text in enumerate(TEXTS)
]
PLACES = [["qusour", "joura"], [], ["joura", "mayadin"]]

Read = Callable[..., list[dict[str, object]]]


@pytest.fixture
def read(geo: Geocoder, tmp_path: Path) -> Read:
    """The records of a batch over some inputs, and its faults in ``read.faults``."""

    def execute(*inputs: Path | str, **options: object) -> list[dict[str, object]]:
        output = tmp_path / "out" / "places.jsonl"
        output.parent.mkdir(exist_ok=True)
        faults: list[Fault] = []
        run_batch(
            [str(each) for each in inputs],
            str(output),
            geocoder=geo,
            options=Options(**options),  # type: ignore[arg-type]
            force=True,
            on_fault=faults.append,
        )
        execute.faults = faults  # type: ignore[attr-defined]
        return [json.loads(line) for line in output.read_bytes().splitlines()]

    return execute


def places(records: list[dict[str, object]]) -> list[list[object]]:
    return [[mention["place_id"] for mention in record["mentions"]] for record in records]  # type: ignore[attr-defined]


def faults(read: Read) -> list[Fault]:
    found: list[Fault] = read.faults  # type: ignore[attr-defined]
    return found


# Writers of the same three documents


def write_jsonl(path: Path) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS), encoding="utf-8")


def table(delimiter: str) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, list(ROWS[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(ROWS)
    return buffer.getvalue()


def write_csv(path: Path) -> None:
    path.write_bytes(table(",").encode())


def write_semicolons(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + table(";").encode())


def write_tsv(path: Path) -> None:
    path.write_bytes(table("\t").encode())


def write_xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(list(ROWS[0]))
    for row in ROWS:
        sheet.append(list(row.values()))
    book.save(path)


def write_parquet(path: Path) -> None:
    pq.write_table(pa.Table.from_pylist(ROWS), path)


def write_array(path: Path) -> None:
    path.write_text(json.dumps(ROWS), encoding="utf-8")


WRITERS = {
    "in.jsonl": write_jsonl,
    "in.ndjson": write_jsonl,
    "in.csv": write_csv,
    "semicolons.csv": write_semicolons,
    "in.tsv": write_tsv,
    "in.xlsx": write_xlsx,
    "in.parquet": write_parquet,
    "in.json": write_array,
}


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_gives_the_same_records(read: Read, tmp_path: Path, name: str) -> None:
    WRITERS[name](tmp_path / name)
    found = read(tmp_path / name)
    assert not faults(read)
    assert places(found) == PLACES
    assert [record["doc_id"] for record in found] == ["n0", "n1", "n2"]
    assert [record["url"] for record in found] == [row["url"] for row in ROWS]
    assert all("body" not in record for record in found)
    for record, text in zip(found, TEXTS, strict=True):
        for mention in record["mentions"]:  # type: ignore[attr-defined]
            assert text[mention["start"] : mention["end"]] == mention["surface"]


@pytest.mark.parametrize("name", ["in.jsonl", "in.csv", "in.xlsx", "in.parquet", "in.json"])
@pytest.mark.parametrize(
    ("suffix", "compress"), [(".gz", gzip.compress), (".zst", zstandard.ZstdCompressor().compress)]
)
def test_compressed_inputs(
    read: Read, tmp_path: Path, name: str, suffix: str, compress: Callable[[bytes], bytes]
) -> None:
    WRITERS[name](tmp_path / name)
    packed = tmp_path / f"{name}{suffix}"
    packed.write_bytes(compress((tmp_path / name).read_bytes()))
    assert places(read(packed)) == PLACES


def test_compression_is_told_by_the_bytes_not_the_name(read: Read, tmp_path: Path) -> None:
    write_jsonl(tmp_path / "plain.jsonl")
    (tmp_path / "in.jsonl").write_bytes(gzip.compress((tmp_path / "plain.jsonl").read_bytes()))
    assert places(read(tmp_path / "in.jsonl")) == PLACES


def test_frames_one_after_the_other(read: Read, tmp_path: Path) -> None:
    write_jsonl(tmp_path / "in.jsonl")
    lines = (tmp_path / "in.jsonl").read_bytes().splitlines(keepends=True)
    compress = zstandard.ZstdCompressor().compress
    (tmp_path / "in.jsonl.zst").write_bytes(b"".join(map(compress, lines)))
    (tmp_path / "in.jsonl.gz").write_bytes(b"".join(map(gzip.compress, lines)))
    assert places(read(tmp_path / "in.jsonl.zst")) == places(read(tmp_path / "in.jsonl.gz")) == PLACES


# Text files


def test_folder_of_reports(read: Read, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    (folder / "2017").mkdir(parents=True)
    (folder / "b.txt").write_text(TEXTS[1], encoding="utf-8")
    (folder / "2017" / "a.TXT").write_text(TEXTS[0], encoding="utf-8")
    (folder / "c.txt.gz").write_bytes(gzip.compress(TEXTS[2].encode()))
    (folder / "notes.docx").write_bytes(b"PK")
    found = read(folder)
    assert [record["doc_id"] for record in found] == ["2017/a.TXT", "b.txt", "c.txt.gz"]
    assert places(found) == PLACES


def test_glob_of_reports(read: Read, tmp_path: Path) -> None:
    for number, text in enumerate(TEXTS):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    found = read(str(tmp_path / "[0-9].txt"))
    assert [record["doc_id"] for record in found] == ["0.txt", "1.txt", "2.txt"]
    assert places(found) == PLACES


def test_files_of_one_name_in_two_folders_keep_apart(read: Read, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(TEXTS[0], encoding="utf-8")
    found = read(tmp_path / "a" / "x.txt", tmp_path / "b" / "x.txt")
    assert [record["doc_id"] for record in found] == ["a/x.txt", "b/x.txt"]


@pytest.mark.parametrize("text", [TEXTS[0], TEXTS[0] * 100])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1256", "iso8859_6", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_encoding_is_told_by_the_text(encoding: str, text: str) -> None:
    assert text.encode(encoding).decode(detect(text.encode(encoding))).lstrip("\ufeff") == text


@pytest.mark.parametrize("encoding", ["cp1256", "utf-16"])
@pytest.mark.parametrize("name", ["in.txt", "in.csv", "in.jsonl"])
def test_other_encodings(read: Read, tmp_path: Path, name: str, encoding: str) -> None:
    text = (TEXTS[0] + "، ") * 5
    content = {
        "in.txt": text,
        "in.csv": f'text\n"{text}"\n',
        "in.jsonl": json.dumps({"text": text}, ensure_ascii=False) + "\n",
    }
    (tmp_path / name).write_bytes(content[name].encode(encoding))
    (record,) = read(tmp_path / name)
    (mention, *_) = record["mentions"]  # type: ignore[misc]
    assert text[mention["start"] : mention["end"]] == mention["surface"] == "حيي القصور"


def test_encoding_can_be_forced(read: Read, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_bytes("حي".encode("cp1256"))
    assert read(tmp_path / "in.txt", encoding="windows-1256")
    assert not read(tmp_path / "in.txt")
    assert "--encoding" in faults(read)[0].reason


def test_unknown_encoding_is_a_fault(read: Read, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("x", encoding="utf-8")
    assert not read(tmp_path / "in.txt", encoding="klingon")
    assert "no encoding 'klingon'" in faults(read)[0].reason


# Telegram

MESSAGES = [
    {"id": 1, "type": "service", "action": "create_channel", "text": ""},
    {"id": 2, "type": "message", "date": "2017-01-05T10:00:00", "from": "قناة", "text": TEXTS[0]},
    {
        "id": 3,
        "type": "message",
        "date": "2017-01-05T11:00:00",
        "text": ["قصف على ", {"type": "bold", "text": "حي الجورة"}, " اليوم"],
        "text_entities": [{"type": "plain", "text": "قصف على "}],
    },
]


def test_telegram_channel(read: Read, tmp_path: Path) -> None:
    chat = {"name": "أخبار", "type": "public_channel", "id": 77, "messages": MESSAGES}
    (tmp_path / "result.json").write_text(json.dumps(chat), encoding="utf-8")
    found = read(tmp_path / "result.json")
    assert places(found) == [["qusour", "joura"], ["joura"]]
    assert [record["doc_id"] for record in found] == ["2", "3"]
    assert found[0]["date"] == "2017-01-05T10:00:00"
    assert (found[0]["from"], found[0]["chat_name"]) == ("قناة", "أخبار")
    assert "text_entities" not in found[1]


def test_telegram_account_with_many_chats(read: Read, tmp_path: Path) -> None:
    chats = [{"name": f"c{number}", "id": number, "messages": MESSAGES} for number in (7, 8)]
    path = tmp_path / "result.json"
    path.write_text(json.dumps({"about": "x", "chats": {"about": "y", "list": chats}}), encoding="utf-8")
    found = read(path)
    assert [record["doc_id"] for record in found] == ["7/2", "7/3", "8/2", "8/3"]
    assert found[2]["chat_name"] == "c8"


def test_cut_telegram_export_gives_what_came_before(read: Read, tmp_path: Path) -> None:
    whole = json.dumps({"name": "x", "id": 1, "messages": MESSAGES}).encode()
    (tmp_path / "result.json").write_bytes(whole[:-20])
    assert len(read(tmp_path / "result.json")) >= 1
    assert "cut short" in faults(read)[0].reason


# Columns


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["doc_id", "text", "body"], ("text", "doc_id")),
        (["ID", "Content", "date"], ("Content", "ID")),
        (["المعرف", "النص"], ("النص", "المعرف")),
        (["remarks"], ("remarks", "doc_id")),
    ],
)
def test_plain_columns_are_guessed(names: list[str], expected: tuple[str, str]) -> None:
    assert choose(names, Options()) == expected


@pytest.mark.parametrize("names", [["body", "content"], ["a", "b"], []])
def test_columns_that_are_not_plain_are_asked_for(names: list[str]) -> None:
    with pytest.raises(InputError, match="--text-column"):
        choose(names, Options())


def test_table_without_the_column_is_one_fault(read: Read, tmp_path: Path) -> None:
    write_csv(tmp_path / "in.csv")
    assert not read(tmp_path / "in.csv", text_column="nowhere")
    (fault,) = faults(read)
    assert "no column 'nowhere'; there are 'id', 'date', 'url', 'body'" in fault.reason


# Bad records


def test_bad_rows_of_a_table(read: Read, tmp_path: Path) -> None:
    rows = [b"id,text", b"1,good", b"2,too,many", b"3,n\0l", b"4,\xff\xfe", b"", b"5", b"6,last"]
    (tmp_path / "in.csv").write_bytes(b"\n".join(rows))
    found = read(tmp_path / "in.csv")
    assert [record["doc_id"] for record in found] == ["1", "6"]
    assert [(fault.line, fault.doc_id) for fault in faults(read)] == [
        (3, None),
        (4, None),
        (5, None),
        (7, "5"),
    ]


def test_lines_of_a_table_are_those_of_the_file(read: Read, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text('text\n"a\nb\nc"\n"d\ne",x\n', encoding="utf-8")
    read(tmp_path / "in.csv")
    assert [fault.line for fault in faults(read)] == [5]


def test_line_that_is_too_long(read: Read, tmp_path: Path) -> None:
    lines = ['{"text": "a"}', json.dumps({"text": "x" * 5000}), '{"text": "b"}']
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    found = read(tmp_path / "in.jsonl", max_bytes=1000)
    assert [record["doc_id"].rpartition(":")[2] for record in found] == ["1", "3"]  # type: ignore[attr-defined]
    assert "--max-bytes" in faults(read)[0].reason


def test_cell_that_is_too_long(read: Read, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(f"text\na\n{'x' * 5000}\nb\n", encoding="utf-8")
    assert len(read(tmp_path / "in.csv", max_bytes=1000)) == 2
    assert faults(read)[0].line == 3


@pytest.mark.parametrize("content", [b"\0" * 100, b'{"text": "a\0"}'])
def test_nul_bytes_in_json_lines(read: Read, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "in.jsonl").write_bytes(b'{"text": "a"}\n' + content + b'\n{"text": "b"}\n')
    assert len(read(tmp_path / "in.jsonl")) == 2
    assert "NUL" in faults(read)[0].reason
    assert faults(read)[0].line == 2


def test_binary_text_file(read: Read, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_bytes(b"MZ\0\1")
    assert not read(tmp_path / "in.txt")
    assert "binary" in faults(read)[0].reason


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_cut_compressed_file_gives_what_came_before(read: Read, tmp_path: Path, suffix: str) -> None:
    lines = b"".join(
        json.dumps({"text": f"{number} {hash(str(number))}"}).encode() + b"\n" for number in range(20_000)
    )
    packed = gzip.compress(lines) if suffix == ".gz" else zstandard.ZstdCompressor().compress(lines)
    (tmp_path / f"in.jsonl{suffix}").write_bytes(packed[: len(packed) // 2])
    found = read(tmp_path / f"in.jsonl{suffix}")
    assert 0 < len(found) < 20_000
    (fault,) = faults(read)
    assert fault.line == len(found) + 1
    assert "cut" in fault.reason


def test_half_a_parquet_file(read: Read, tmp_path: Path) -> None:
    write_parquet(tmp_path / "whole.parquet")
    content = (tmp_path / "whole.parquet").read_bytes()
    (tmp_path / "in.parquet").write_bytes(content[: len(content) // 2])
    write_jsonl(tmp_path / "in.jsonl")
    assert places(read(tmp_path / "in.parquet", tmp_path / "in.jsonl")) == PLACES
    (fault,) = faults(read)
    assert fault.reason.startswith("no Parquet file")


def test_no_workbook(read: Read, tmp_path: Path) -> None:
    (tmp_path / "in.xlsx").write_bytes(b"not a zip file at all")
    assert not read(tmp_path / "in.xlsx")
    assert "workbook" in faults(read)[0].reason


def test_sheet_by_name(read: Read, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["nothing"])
    sheet = book.create_sheet("أخبار")
    sheet.append(["text", "n"])
    sheet.append([TEXTS[0], 5])
    book.save(tmp_path / "in.xlsx")
    (record,) = read(tmp_path / "in.xlsx", sheet="أخبار")
    assert record["n"] == 5
    assert not read(tmp_path / "in.xlsx", sheet="none")


def test_number_where_the_text_should_be(read: Read, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["id", "text"], [1, 5], [2, None], [None, None], [3, TEXTS[0]]):
        book.active.append(row)
    book.save(tmp_path / "in.xlsx")
    assert [record["doc_id"] for record in read(tmp_path / "in.xlsx")] == ["2", "3"]
    (fault,) = faults(read)
    assert (fault.line, fault.doc_id, fault.reason) == (2, "1", "'text' is 5, not a string")


def test_lone_surrogates_pass(read: Read, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(
        '{"text": "\\ud800 ' + TEXTS[0] + '", "x": "\\udfff"}\n', encoding="utf-8"
    )
    (record,) = read(tmp_path / "in.jsonl")
    assert record["x"] == "\udfff"
    assert places([record]) == PLACES[:1]


def test_whole_numbers_stay_whole_however_long(read: Read, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(
        '{"doc_id": 123456789012345678901234, "x": [-9223372036854775809], "text": "x"}'
    )
    (record,) = read(tmp_path / "in.jsonl")
    assert (record["doc_id"], record["x"]) == ("123456789012345678901234", [-9223372036854775809])
