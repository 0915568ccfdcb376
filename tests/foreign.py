"""Projects in the manner of other programs, small, with words of our own.

What each does otherwise than the standard or than its neighbours was seen in public exports,
importers and reports of these programs; nothing here was written by them.
"""

from __future__ import annotations

TEXT = "Vraag: 😀 hoe ging het?\nAntwoord: wij moesten wel.\nDe buren zijn goed.\n"
WORDS = ("wij moesten wel", "De buren", "hoe ging het")

NS = 'xmlns="urn:QDA-XML:project:1.0"'
U1, U2 = "AD68FBE7-E1EE-4A82-A279-23CC698C89EB", "0B1D7A52-7C2F-4D5E-9B3A-6E8F90A1B2C3"
C1, C2, C3 = (f"{n}00000AA-0000-4000-8000-00000000000{n}" for n in (1, 2, 3))
S1, S2, S3, S4 = (f"{n}00000BB-0000-4000-8000-00000000000{n}" for n in (1, 2, 3, 4))
V1 = "100000CC-0000-4000-8000-000000000001"
N1 = "100000DD-0000-4000-8000-000000000001"
K1, K2 = (f"{n}00000EE-0000-4000-8000-00000000000{n}" for n in (1, 2))


def guid(number: int, block: str = "F1") -> str:
    return f"{number:06}{block}-0000-4000-8000-{number:012}"


def places(text: str = TEXT) -> list[tuple[int, int]]:
    """Where the words stand, in code points."""
    return [(text.index(words), text.index(words) + len(words)) for words in WORDS]


def atlas() -> dict[str, str | bytes]:
    """ATLAS.ti: project named after itself, flat codes, CRLF counted as one, names cut off."""
    crlf = TEXT.replace("\n", "\r\n")
    (a, b), (c, d), _ = places()
    project = f"""<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<Project {NS} origin="ATLAS.ti 26.1.2" name="Proef" creatingUserGUID="{U1}"
  creationDateTime="2026-03-27T17:46:39Z" basePath="/Users/x/Proef Media">
 <Users><User guid="{U1}" name="Eerste"/></Users>
 <CodeBook><Codes>
  <Code color="#F00082" isCodable="true" name="Nood::hoog" guid="{C1}"><Description>moeten</Description></Code>
  <Code isCodable="true" name="Nood" guid="{C2}"/>
 </Codes></CodeBook>
 <Sources>
  <TextSource plainTextPath="internal://{S1}.txt" richTextPath="internal://{S1}.docx" creatingUser="{U1}" guid="{S1}" name="Gesprek.docx">
   <PlainTextSelection startPosition="{a}" endPosition="{b}" creatingUser="{U1}" creationDateTime="2026-03-27T19:29:27Z" guid="{guid(1)}" name="wij moesten…">
    <Description>een opmerking</Description>
    <Coding creatingUser="{U1}" creationDateTime="2026-03-27T19:29:27Z" guid="{guid(1, "F2")}"><CodeRef targetGUID="{C1}"/></Coding>
    <Coding creatingUser="{U1}" creationDateTime="2026-03-27T19:29:28Z" guid="{guid(2, "F2")}"><CodeRef targetGUID="{C2}"/></Coding>
   </PlainTextSelection>
   <PlainTextSelection startPosition="{c}" endPosition="{d}" creatingUser="{U1}" creationDateTime="2026-03-27T19:29:27Z" guid="{guid(2)}" name="De buren"/>
  </TextSource>
  <PictureSource path="internal://{S2}.jpg" guid="{S2}" name="foto.jpg">
   <PictureSelection firstX="1" firstY="2" secondX="3" secondY="4" guid="{guid(3)}" name="Quotation 2:1">
    <Coding guid="{guid(3, "F2")}"><CodeRef targetGUID="{C2}"/></Coding>
   </PictureSelection>
  </PictureSource>
  <PDFSource path="internal://{S3}.pdf" guid="{S3}" name="nota.pdf">
   <PDFSelection page="0" firstX="1" firstY="2" secondX="3" secondY="4" guid="{guid(4)}" name="De buren">
    <Coding guid="{guid(4, "F2")}"><CodeRef targetGUID="{C2}"/></Coding>
   </PDFSelection>
   <Representation plainTextPath="internal://{S4}.txt" guid="{S4}" name="Representation_for_nota.pdf">
    <PlainTextSelection startPosition="{c}" endPosition="{d}" guid="{guid(4)}" name="De buren">
     <Coding guid="{guid(4, "F2")}" creatingUser="{U1}"><CodeRef targetGUID="{C2}"/></Coding>
    </PlainTextSelection>
   </Representation>
  </PDFSource>
 </Sources>
 <Links><Link guid="{guid(9)}" name="volgt uit" originGUID="{guid(1)}" targetGUID="{guid(2)}" direction="OneWay"/></Links>
 <Graphs><Graph guid="{guid(8)}" name="netwerk"/></Graphs>
</Project>"""
    return {
        "Proef.qde": project,
        f"sources/{S1}.txt": crlf.encode(),
        f"sources/{S1}.docx": b"PK",
        f"sources/{S2}.jpg": b"\xff\xd8",
        f"sources/{S3}.pdf": b"%PDF",
        f"sources/{S4}.txt": crlf.encode(),
    }


def nvivo() -> dict[str, str | bytes]:
    """NVivo: Sources in capitals, CRLF counted as two, no names, cases that are codes, memos."""
    crlf = TEXT.replace("\n", "\r\n")
    (a, b), (c, d), _ = places(crlf)
    project = f"""<?xml version="1.0" encoding="utf-8"?>
<Project xmlns:xsd="http://www.w3.org/2001/XMLSchema" name="Proef" origin="NVivo for Windows 12.6" creatingUserGUID="{U1}" creationDateTime="2026-02-21T15:09:07Z" basePath="" {NS}>
 <Users><User guid="{U1}" name="Eerste" id="E"/><User guid="{U2}" name="Tweede" id="T"/></Users>
 <CodeBook><Codes>
  <Code guid="{C1}" name="Nood" isCodable="true"><Code guid="{C2}" name="Nood" isCodable="true" color="#ff0000"><NoteRef targetGUID="{N1}"/></Code></Code>
  <Code guid="{C3}" name="Folder" isCodable="false"><Code guid="{K1}" name="Anna" isCodable="true"/></Code>
 </Codes></CodeBook>
 <Variables><Variable guid="{V1}" name="Cases:Leeftijd" typeOfVariable="Text"><Description /></Variable></Variables>
 <Cases>
  <Case guid="{K1}" name="Anna"><Description /><VariableValue><VariableRef targetGUID="{V1}" /><TextValue>20-29</TextValue></VariableValue></Case>
  <Case guid="{K2}" name="Bert"><Description>een case</Description><SourceRef targetGUID="{S1}"/></Case>
 </Cases>
 <Sources>
  <TextSource guid="{S1}" name="Gesprek" richTextPath="internal://{S1}.docx" plainTextPath="internal://{S1}.txt" creatingUser="{U1}" creationDateTime="2026-02-21T16:24:07Z">
   <PlainTextSelection guid="{guid(1)}" name="" startPosition="{a}" endPosition="{b}" creatingUser="{U1}" creationDateTime="2026-02-21T03:36:36Z">
    <Description /><Coding guid="{guid(1, "F2")}" creatingUser="{U2}" creationDateTime="2026-02-21T03:36:36Z"><CodeRef targetGUID="{C2}" /></Coding>
   </PlainTextSelection>
   <PlainTextSelection guid="{guid(2)}" name="" startPosition="{c}" endPosition="{d}" creatingUser="{U1}" creationDateTime="2026-02-21T03:36:36Z">
    <Coding guid="{guid(2, "F2")}" creatingUser="{U1}"><CodeRef targetGUID="{C1}" /></Coding>
   </PlainTextSelection>
   <PlainTextSelection guid="{guid(3)}" name="" startPosition="0" endPosition="{b + 1}" creatingUser="{U1}" creationDateTime="2026-02-21T03:36:36Z">
    <Coding guid="{guid(3, "F2")}" creatingUser="{U1}"><CodeRef targetGUID="{K1}" /></Coding>
   </PlainTextSelection>
  </TextSource>
 </Sources>
 <Notes>
  <Note guid="{N1}" name="Memo" plainTextPath="internal://{N1}.txt" creatingUser="{U1}" creationDateTime="2026-02-21T06:11:56Z"/>
 </Notes>
 <Sets><Set guid="{guid(7)}" name="Alles"><MemberSource targetGUID="{S1}"/></Set></Sets>
</Project>"""
    return {
        "project.qde": project,
        f"Sources/{S1}.txt": crlf.encode(),
        f"Sources/{S1}.docx": b"PK",
        f"Sources/{N1}.txt": b"gedachten over nood",
        "Sources/.root": b"",
    }


def maxqda() -> dict[str, str | bytes]:
    """MAXQDA: attributes in any order, variables in cases without a name, folders as codes."""
    (a, b), (c, d), _ = places()
    project = f"""<?xml version="1.0" encoding="utf-8"?>
<Project origin="MAXQDA 2022 (Release 22.4.0)" xsi:schemaLocation="urn:QDA-XML:project:1.0 http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd" name="Proef" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" modifiedDateTime="2026-09-29T11:39:59Z" {NS}>
 <Users><User name="Eerste" guid="{U1}"/></Users>
 <CodeBook><Codes><Code isCodable="true" name="Nood" color="#2364a2" guid="{C1}"><Code isCodable="true" name="hoog" color="#2364a2" guid="{C2}"/></Code></Codes></CodeBook>
 <Variables><Variable guid="{V1}" name="Geslacht" typeOfVariable="Text"/></Variables>
 <Cases><Case guid="{K1}"><VariableValue><VariableRef targetGUID="{V1}"/><TextValue>v</TextValue></VariableValue><SourceRef targetGUID="{S1}"/></Case></Cases>
 <Sources>
  <TextSource plainTextPath="internal://{S1}.txt" guid="{S1}" name="Gesprek" creatingUser="{U1}">
   <PlainTextSelection endPosition="{b}" startPosition="{a}" guid="{guid(1)}" modifyingUser="{U1}" modifiedDateTime="2026-09-29T11:00:00Z">
    <Coding creatingUser="{U1}" guid="{guid(1, "F2")}"><CodeRef targetGUID="{C2}"/></Coding>
   </PlainTextSelection>
   <PlainTextSelection endPosition="{d}" startPosition="{c}" guid="{guid(2)}" modifiedDateTime="2026-09-29T11:00:00Z"><Description>zonder code</Description></PlainTextSelection>
   <NoteRef targetGUID="{N1}"/>
  </TextSource>
  <VideoSource path="internal://{S2}.m4a" guid="{S2}" name="Opname"/>
 </Sources>
 <Notes><Note guid="{N1}" modifyingUser="{U1}" modifiedDateTime="2026-09-29T11:37:54Z"><PlainTextContent>memo bij het gesprek</PlainTextContent><PlainTextSelection guid="{guid(5)}" startPosition="4" endPosition="5"/></Note></Notes>
</Project>"""
    return {"project.qde": project, f"sources/{S1}.txt": TEXT.encode(), f"sources/{S2}.m4a": b"x"}


def qualcoder() -> dict[str, str | bytes]:
    """QualCoder: byte-order marks, its whole text as name, elements out of order, empty GUIDs."""
    (a, b), (c, d), _ = places()
    project = f"""<?xml version="1.0" encoding="utf-8"?>
<Project xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" name="proef.qda" origin="QualCoder 3.8.2" creatingUserGUID="{U1}" creationDateTime="2026-05-05T10:00:00Z" {NS}>
<Users><User guid="{U1}" name="default"/></Users>
<CodeBook><Codes>
<Code guid="{C3}" name="Categorie" isCodable="false"><Description>een map</Description><Code guid="{C1}" name="Nood" isCodable="true" color="#880E4F"/></Code>
</Codes></CodeBook>
<Sources>
<TextSource richTextPath="internal://{S1}.txt" plainTextPath="internal://{S2}.txt" creatingUser="" creationDateTime="2026-05-05T10:00:00Z" guid="{S1}" name="Gesprek.txt">
<PlainTextSelection guid="{guid(1)}" startPosition="{a}" endPosition="{b}" name="{WORDS[0]}" creatingUser="{U1}" creationDateTime="2026-05-05T10:00:00Z">
<Description>value: hoog
unit: nergens
memo: sterk</Description>
<Coding guid="{guid(1, "F2")}" creatingUser="{U1}" ><CodeRef targetGUID="{C1}" /></Coding></PlainTextSelection>
<PlainTextSelection guid="{guid(2)}" startPosition="{c}" endPosition="{d}" name="{WORDS[1]}" creatingUser="{U1}" creationDateTime="2026-05-05T10:00:00Z">
<Coding guid="{guid(2, "F2")}" creatingUser="{U1}" ><CodeRef targetGUID="{C1}" /></Coding></PlainTextSelection>
<VariableValue><VariableRef targetGUID="" /><TextValue>x</TextValue></VariableValue>
<NoteRef targetGUID="{N1}" />
</TextSource>
</Sources>
<Notes><Note guid="{N1}" creatingUser="{U1}" creationDateTime="2026-05-05T10:00:00Z" ><PlainTextContent>aantekening</PlainTextContent></Note></Notes>
</Project>"""
    marked = ("\ufeff" + TEXT).encode()
    return {
        "project.qde": ("\ufeff" + project).encode(),
        f"Sources/{S1}.txt": marked,
        f"Sources/{S2}.txt": marked,
    }


def qc() -> dict[str, str | bytes]:
    """Qualitative Coding: no XML declaration, lines instead of words, no times, bare basics."""
    lines = TEXT.split("\n")
    start = len(lines[0]) + 1
    project = f"""<Project {NS} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" origin="qc 1.3.2" name="qc project"><Users><User name="cp" guid="{U1}" /></Users><CodeBook><Codes><Code name="nood" guid="{C1}" isCodable="true" /></Codes></CodeBook><Sources><TextSource plainTextPath="{S1}.txt" guid="{S1}" name="gesprek.txt"><PlainTextSelection guid="{guid(1)}" name="line:1" startPosition="{start}" endPosition="{start + len(lines[1])}"><Coding guid="{guid(1, "F2")}" creatingUser="{U1}"><CodeRef targetGUID="{C1}" /></Coding></PlainTextSelection></TextSource></Sources></Project>"""
    return {"project.qde": project, f"sources/{S1}.txt": TEXT.encode()}


TAGUETTE_QDC = f"""<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Taguette 1.5.2"><Codes><Code guid="{C1}" name="nood.hoog" isCodable="true"/><Code guid="{C2}" name="buren" isCodable="true"/></Codes><Sets/></CodeBook>"""
"""Taguette: flat codes, and an empty Sets, which the schema does not allow."""

NVIVO_MAC_QDC = f"""<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<CodeBook origin="NVivo 12 For Mac" xmlns="urn:QDA-XML:codebook:1:0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:QDA-XML:codebook:1:0 Codebook.xsd"><Codes><Code guid="{{{C1}}}" isCodable="true" name="Nood"><Description>Wat moet.</Description></Code></Codes></CodeBook>"""
"""NVivo for Mac: a namespace of its own, braces around GUIDs."""
