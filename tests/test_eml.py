"""Mails: their text as the plain text would be read, what their head says, and what is quoted, signed and attached."""

from __future__ import annotations

import base64
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import told_by
from thbextract.errors import FAILURES, InputError
from thbextract.extraction import extract_document
from thbextract.layout import read_layout
from thbextract.readers import Content, Limits, eml, read_bytes
from thbextract.readers.mail.lines import unflowed
from thbextract.readers.signs import is_mail
from thbextract.records import Document
from thbextract.settings import stated

MAILS = Path(__file__).parent / "files" / "eml"
NAMES = sorted(path.stem for path in MAILS.glob("*.txt"))
EXPLAINED = stated(None, None, None, True)
HEAD = "From: Border Police <press@police.example>\nDate: Wed, 12 Jun 2024 23:30:00 -0700\nMIME-Version: 1.0\n"
VICTIMS = "The Border Police of Romania identified 25 victims in 2023."


def mail(body: str = VICTIMS, head: str = "Subject: Victims\n") -> bytes:
    return f"{HEAD}{head}\n{body}\n".encode()


def parts(*contents: str, kind: str = "mixed") -> bytes:
    inside = "".join(f"--b\n{content}\n" for content in contents)
    return mail(f"{inside}--b--", f"Subject: Victims\nContent-Type: multipart/{kind}; boundary=b\n")


def read(data: bytes) -> Content:
    return eml.read(data, Limits())


def apart(content: Content) -> list[str]:
    return [content.text[start:end] for start, end in content.furniture]


# -- mails as programs write them ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_mail_has_the_claims_of_the_same_text_in_plain_form(name: str) -> None:
    document = read_bytes(f"{name}.eml", (MAILS / f"{name}.eml").read_bytes())
    plain = Document("a.txt", (MAILS / f"{name}.txt").read_text("utf-8"), "0" * 64, told=document.told)
    of_mail, of_text = extract_document(document, EXPLAINED), extract_document(plain, EXPLAINED)
    assert of_text.claims
    assert Counter(map(told_by, of_mail.claims)) == Counter(map(told_by, of_text.claims))
    assert of_mail.facts == of_text.facts


@pytest.mark.parametrize(
    ("name", "title", "date", "issuer"),
    [
        (
            "thunderbird",
            "Nine women freed in Bălți, eleven suspects detained",
            "2024-06-12",
            "Press Office of the Border Police",
        ),
        ("outlook", "Bulletin 3/2023: 112 presumed victims", "2023-11-15", "Observatory of Trafficking Data"),
        ("newsletter", "[friends] Our year in figures", "2023-08-02", "Sunbird House Newsletter"),
        (
            "forwarded",
            "Nine women freed in Bălți, eleven suspects detained",
            "2024-06-12",
            "Press Office of the Border Police",
        ),
        ("reply", "Your question", "2024-06-14", None),
    ],
)
def test_the_head_of_a_mail_tells_its_title_date_and_issuer(
    name: str, title: str, date: str, issuer: str | None
) -> None:
    facts = read((MAILS / f"{name}.eml").read_bytes()).told
    assert (facts.title, facts.date, facts.issuer) == (title, date, issuer)


def test_a_page_that_a_browser_saved_is_the_page_and_its_date_is_not_that_of_saving() -> None:
    saved = read_bytes("a.mhtml", (MAILS / "saved-page.mhtml").read_bytes())
    page = read_bytes("a.html", (MAILS.parent / "html" / "wordpress-charity.html").read_bytes())
    assert (saved.text, saved.told, saved.furniture, saved.end) == (page.text, page.told, page.furniture, page.end)
    assert saved.told.date == "2023-08-02"


# -- the head ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sender", "issuer"),
    [
        ("Border Police <press@police.example>", "Border Police"),
        ('"UNODC" <a@b.example>', "UNODC"),
        ("=?utf-8?q?Ministry_of_Justice?= <a@b.example>", "Ministry of Justice"),
        ("Ana Lupescu <ana@police.example>", None),
        ("Ana <ana@police.example>", None),
        ("police@police.example", None),
        ("<police@police.example>", None),
        ("Ana Lupescu <a@b.example>\nOrganization: Sunbird House", "Sunbird House"),
    ],
)
def test_a_sender_is_an_issuer_if_its_name_is_a_bodys(sender: str, issuer: str | None) -> None:
    data = f"From: {sender}\nDate: Wed, 12 Jun 2024 13:05:00 +0200\nMIME-Version: 1.0\n\n{VICTIMS}".encode()
    assert read(data).told.issuer == issuer


@pytest.mark.parametrize(
    ("date", "edtf"),
    [
        ("Wed, 12 Jun 2024 23:30:00 -0700", "2024-06-12"),
        ("12 Jun 2024 13:05 GMT (summer)", "2024-06-12"),
        ("soon", None),
        ("Wed, 32 Jun 2024 13:05:00 +0200", None),
        ("Thu, 01 Jan 1970 00:00:00 +0000", None),
        ("Wed, 12 Jun 99999 13:05:00 +0200", None),
    ],
)
def test_the_date_is_the_senders_day_or_unknown(date: str, edtf: str | None) -> None:
    assert read(f"From: a@b\nDate: {date}\nMIME-Version: 1.0\n\n{VICTIMS}".encode()).told.date == edtf


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        (b"Subject: 25 victims", "25 victims"),
        (b"Subject: Re: AW: Fwd: 25 victims", "25 victims"),
        (b"Subject: =?utf-8?Q?B=C4=83l=C8=9Bi?= =?utf-8?Q?=2C_25?=", "Bălți, 25"),
        (b"Subject: =?x-unknown?Q?25?= victims", "=?x-unknown?Q?25?= victims"),
        (b"Subject: 25\n victims", "25 victims"),
        ("Subject: Bălți".encode(), "Bălți"),
        ("Subject: £25".encode("cp1252"), "£25"),
    ],
)
def test_the_subject_stands_above_the_text(subject: bytes, title: str) -> None:
    content = read(HEAD.encode() + subject + b"\n\n" + VICTIMS.encode())
    assert content.text == f"# {title}\n\n{VICTIMS}"
    assert content.told.title == title


# -- the text ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plain", "page", "read_as"),
    [
        (VICTIMS, f"<p>{VICTIMS}</p>", VICTIMS),
        ("", f"<p>{VICTIMS}</p>", VICTIMS),
        ("See this mail in a browser.", f"<p>{VICTIMS}</p><p>{VICTIMS}</p>", f"{VICTIMS}\n\n{VICTIMS}"),
        (VICTIMS, "<div>" * 3 + "</div>" * 3, VICTIMS),
    ],
)
def test_of_a_text_and_a_page_the_text_is_read_unless_it_is_a_stub(plain: str, page: str, read_as: str) -> None:
    data = parts(f"Content-Type: text/plain\n\n{plain}", f"Content-Type: text/html\n\n{page}", kind="alternative")
    assert read(data).text == f"# Victims\n\n{read_as}"


def test_tables_of_a_mail_that_is_a_page_stay_tables() -> None:
    table = "<table><tr><th>Sex<th>2023<tr><td>Women<td>12</table>"
    content = read(mail(f"<p>Dear all,</p>{table}", "Content-Type: text/html\n"))
    assert content.text == "Dear all,\n\n| Sex | 2023 |\n| --- | --- |\n| Women | 12 |"


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("25 \nwomen\n", "25 women\n"),
        ("25 \nwomen \nand men.\n12 men", "25 women and men.\n12 men"),
        ("> 25 \n> women\nNo", "> 25 women\nNo"),
        (">> 25 \n> women", ">> 25 \n> women"),
        (" From 25 to 30", "From 25 to 30"),
        ("25 women\n-- \nAna", "25 women\n-- \nAna"),
    ],
)
def test_flowed_lines_are_joined(text: str, joined: str) -> None:
    assert unflowed(text, spaced=False) == joined


def test_a_soft_break_without_a_blank_splits_no_word() -> None:
    assert unflowed("traffic \nking", spaced=True) == "trafficking"


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("base64", base64.b64encode("Bălți: 25 women".encode())),
        ("quoted-printable", b"B=C4=83l=C8=9Bi: 25=\n women"),
        ("8bit", "Bălți: 25 women".encode()),
        ("x-unknown", "Bălți: 25 women".encode()),
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "us-ascii", "x-no-such-thing", "iso-8859-1"])
def test_text_is_decoded_whatever_its_part_declares(encoding: str, body: bytes, charset: str) -> None:
    head = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {encoding}\n"
    assert read(f"{HEAD}{head}\n".encode() + body).text == "Bălți: 25 women"


@pytest.mark.parametrize(("charset", "codes"), [("iso-8859-1", []), ("x-no-such-thing", ["encoding_guessed"])])
def test_a_guess_at_an_encoding_is_told(charset: str, codes: list[str]) -> None:
    data = f"{HEAD}Content-Type: text/plain; charset={charset}\n\n".encode() + "José paid £25 for 12 women.".encode(
        "cp1252"
    )
    content = read(data)
    assert content.text == "José paid £25 for 12 women."
    assert [problem.code for problem in content.problems] == codes


# -- what is no part of it -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "furniture"),
    [
        (f"{VICTIMS}\n\n-- \nAna, room 312", ["-- \nAna, room 312"]),
        (f"{VICTIMS}\n--\nfirst part\n" + "12 men were convicted.\n" * 30, []),
        (f"{VICTIMS}\n\n> 98 victims in 2011\n>\n> and 12 men\n\nYes.", ["> 98 victims in 2011\n>\n> and 12 men"]),
        (
            f"{VICTIMS}\n\nOn 3 May 2023 Teo <t@c.example> wrote:\n> 98 victims?",
            ["On 3 May 2023 Teo <t@c.example> wrote:\n> 98 victims?"],
        ),
        (
            f"FYI\n\n-------- Forwarded Message --------\nSubject: News\nDate: 3 May 2023\nFrom: Teo\n\n{VICTIMS}",
            ["-------- Forwarded Message --------\nSubject: News\nDate: 3 May 2023\nFrom: Teo"],
        ),
        (VICTIMS, []),
    ],
)
def test_quotations_signatures_and_heads_are_furniture_in_their_place(body: str, furniture: list[str]) -> None:
    assert apart(read(mail(body))) == furniture


def test_below_the_head_of_the_mail_that_a_reply_answers_all_is_furniture() -> None:
    old = "-----Original Message-----\nFrom: Teo\nSent: 3 May 2023\nTo: Ana\nSubject: Victims\n\n98 victims in 2011?"
    content = read(mail(f"{VICTIMS}\n\n{old}", "Subject: RE: Victims\n"))
    assert apart(content) == [old]
    assert content.text[: content.end] == f"# Victims\n\n{VICTIMS}"


def test_a_mail_that_was_forwarded_with_marks_of_quotation_is_read_without_them() -> None:
    content = read(mail(f"> {VICTIMS}\n>\n> 12 men were convicted.", "Subject: Fwd: Victims\n"))
    assert content.text == f"# Victims\n\n{VICTIMS}\n\n12 men were convicted."
    assert not content.furniture


def test_what_a_page_quotes_is_furniture_too() -> None:
    page = f"<p>{VICTIMS}</p><blockquote type=cite><p>98 victims in 2011?</p></blockquote><p>12 men.</p>"
    content = read(mail(page, "Subject: Victims\nContent-Type: text/html\n"))
    assert apart(content) == ["98 victims in 2011?"]
    assert content.text == f"# Victims\n\n{VICTIMS}\n\n98 victims in 2011?\n\n12 men."


def test_no_claim_is_made_of_what_a_mail_quotes_or_signs() -> None:
    data = (MAILS / "reply.eml").read_bytes()
    extraction = extract_document(read_bytes("a.eml", data), EXPLAINED)
    assert [claim.value for claim in extraction.claims] == [25, 12]
    assert extraction.numbers is not None
    reasons = {number.text: number.reason for number in extraction.numbers}
    assert (reasons["98"], reasons["312"]) == ("furniture", "furniture")


def test_attachments_are_named_and_not_read() -> None:
    pdf = "Content-Type: application/pdf\nContent-Disposition: attachment; filename=report.pdf\n\n98 victims"
    sheet = "Content-Type: text/csv; name=data.csv\nContent-Disposition: attachment\n\nvictims,98"
    logo = "Content-Type: image/png\nContent-Disposition: inline\n\n98"
    content = read(parts(f"Content-Type: text/plain\n\n{VICTIMS}", pdf, sheet, logo))
    assert content.text == f"# Victims\n\n{VICTIMS}"
    problem = content.problems[0]
    assert (problem.code, problem.message) == (
        "attachments_not_read",
        "has 2 attachments that are not read: report.pdf, data.csv",
    )
    assert "attachments_not_read" not in FAILURES


def test_a_forwarded_mail_is_read_below_what_is_written_above_it() -> None:
    inner = f"Content-Type: message/rfc822\n\n{HEAD}Subject: Victims of 2023\n\n{VICTIMS}"
    content = read(parts("Content-Type: text/plain\n\nPlease publish.", inner))
    assert content.text == f"# Victims\n\nPlease publish.\n\n## Victims of 2023\n\n{VICTIMS}"


# -- which bytes are a mail, and hostile ones -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "data", "taken"),
    [
        ("a.eml", b"25 women", True),
        ("a.MHTML", b"25 women", True),
        ("a.txt", mail(), True),
        ("-", b"Received: by x;\n\tWed\nFrom: a@b\nSubject: 25\n\n25 women", True),
        ("a.txt", b"From a@b Wed Jun 12\nFrom: a@b\nDate: x\nMessage-ID: <1>\n\n25 women", True),
        ("a.txt", b"Title: 25 women\nDate: 2024-06-12\nSubject: police\n\n25 women", False),
        ("a.txt", b"From: Border Police\nDate: 12 June 2024\nSubject: Victims\n\n25 women", False),
        ("a.txt", b"Date: 12 June 2024\n25 women were freed\nMIME-Version: 1.0\nFrom: a\nTo: b\n", False),
        ("a.txt", b"25 women", False),
        ("a.txt", b"", False),
    ],
)
def test_a_mail_is_known_by_its_head_or_its_name(source: str, data: bytes, taken: bool) -> None:
    assert is_mail(source, data) is taken


NESTED = "".join(f"Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n" for at in range(60))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (HEAD.encode() + NESTED.encode() + b"\n25 women", "too_deep"),
        (HEAD.encode() + b"Content-Type: message/rfc822\n\n" * 30 + b"\n25 women", "too_deep"),
        (HEAD.encode() + b"Content-Type: message/rfc822\n\n" * 20_000 + b"\n25 women", "too_deep"),
        (mail("", ""), "empty"),
        (mail("25 women", "Content-Type: application/pdf; name=a.pdf\n"), "empty"),
        (mail("MIIB", "Content-Type: application/pkcs7-mime; name=smime.p7m\n"), "encrypted"),
        (mail("<div>" * 5_000, "Content-Type: text/html\n"), "too_deep"),
        (b"From: <Saved by Blink>\nContent-Type: multipart/related; boundary=b\n\n--b--", "empty"),
        (b"", "empty"),
    ],
)
def test_a_mail_that_cannot_be_read_is_told_in_a_line(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data)
    assert caught.value.code == code
    assert code in FAILURES
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "head",
    [
        "Content-Type: multipart/mixed\n",
        "Content-Type: text/plain; charset*=utf-8''%ff%fe\n",
        "Content-Type: text/plain" + ";a=b" * 50_000 + "\n",
        "Content-Type: " + "(" * 5_000 + "\n",
        "Subject: " + "=?utf-8?q?a?= " * 5_000 + "\n",
        "Organization: " + "(" * 5_000 + "\n",
        "X-Long: " + "a" * 100_000 + "\n",
    ],
)
def test_a_strange_head_does_not_hide_the_text(head: str) -> None:
    assert VICTIMS in read(mail(head=head)).text


LINES = st.sampled_from(
    [
        *(
            "Subject: 25",
            "From: a <b@c>",
            "Date: 1",
            "MIME-Version: 1.0",
            "",
            "25 women",
            "> 98 men",
            "-- ",
            "--",
            "--b",
        ),
        *(
            "--b--",
            "Content-Type: multipart/mixed; boundary=b",
            "Content-Type: text/html",
            "<p>12",
            " folded",
            "=C3=A9",
        ),
        *("Content-Type: message/rfc822", "Content-Transfer-Encoding: base64", "MjUgd29tZW4=", "From: x", "To: y"),
        *(
            "Content-Type: text/plain; format=flowed",
            "-----Original Message-----",
            "flows ",
            "On 3 May A wrote:",
            "\x00é",
        ),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=40), st.sampled_from(["\n", "\r\n"]))
def test_any_mail_gives_a_text_with_its_furniture_in_order_or_an_input_error(lines: list[str], end: str) -> None:
    try:
        content = read(end.join(lines).encode())
    except InputError as error:
        content = Content(error.code if error.code in FAILURES else "")
    last = 0
    for start, stop in content.furniture:
        assert last <= start < stop <= len(content.text)
        last = stop
    assert content.text.strip()
    assert len(read_layout(content.text, content.furniture, content.end).shadow) == len(content.text)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_mail_or_an_input_error(data: bytes) -> None:
    try:
        outcome = read(data).text.strip()
    except InputError as error:
        outcome = error.code if error.code in FAILURES else ""
    assert outcome
