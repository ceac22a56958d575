// A Word file with plain paragraphs, as small as one can be: three parts in a zip file without compression. And what stands
// in the parts of a Word or Excel file that the product made.

import { crc32, inflateRawSync } from "node:zlib";

const TYPES = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
const RELATIONS = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;

export function docx(text) {
  const escaped = (line) => line.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const lines = text.split("\n").map((line) => `<w:p><w:r><w:t xml:space="preserve">${escaped(line)}</w:t></w:r></w:p>`);
  const body = `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${lines.join("")}</w:body></w:document>`;
  return zip([
    ["[Content_Types].xml", TYPES],
    ["_rels/.rels", RELATIONS],
    ["word/document.xml", body],
  ]);
}

function zip(parts) {
  const files = [];
  const index = [];
  let offset = 0;
  for (const [name, content] of parts) {
    const [path, bytes] = [Buffer.from(name), Buffer.from(content)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(path.length, 22);
    files.push(Buffer.from("PK\x03\x04", "latin1"), common, path, bytes);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(offset, 10);
    index.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, entry, path);
    offset += 30 + path.length + bytes.length;
  }
  const directory = Buffer.concat(index);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, directory, Buffer.from("PK\x05\x06", "latin1"), end]);
}

/** One part of a zip file as text. */
export function partOf(bytes, name) {
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [path, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
    const offset = bytes.readUInt32LE(at + 42);
    if (bytes.toString("utf8", at + 46, at + 46 + path) === name) {
      const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
      const content = bytes.subarray(start, start + size);
      return (method === 0 ? content : inflateRawSync(content)).toString("utf8");
    }
    at += 46 + path + extra + comment;
  }
  throw new Error(`the file has no part ${name}`);
}

/** The words of a Word file, a line for each paragraph. */
export function wordsOf(bytes) {
  const lines = partOf(bytes, "word/document.xml").split("</w:p>");
  return lines.map((line) => [...line.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((found) => found[1]).join("")).join("\n");
}

/** The rows of a sheet of an Excel file as texts, from its first row on; `sheet` counts from 1. */
export function rowsOf(bytes, sheet) {
  const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
  const runs = (xml) => plain([...xml.matchAll(/<t(?: [^>]*)?>([^<]*)<\/t>/g)].map((found) => found[1]).join(""));
  const shared = partOf(bytes, "xl/sharedStrings.xml").split("</si>").map(runs);
  const rows = partOf(bytes, `xl/worksheets/sheet${sheet}.xml`).matchAll(/<row [^>]*?(?:\/>|>(.*?)<\/row>)/gs);
  const cell = ([, attributes, content = ""]) => {
    const value = content.match(/<v>([^<]*)<\/v>/)?.[1];
    if (/ t="s"/.test(attributes)) return shared[Number(value)];
    return / t="inlineStr"/.test(attributes) ? runs(content) : plain(value ?? "");
  };
  return [...rows].map(([, content = ""]) => [...content.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(cell));
}
