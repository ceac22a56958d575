-- The files of a bulletin as they were handed out when it was made: a later version of the program may draw the same
-- cut differently. BYTEA is the type of PostgreSQL; SQLite stores bytes under any name.
CREATE TABLE bulletin_file (
    bulletin_id INTEGER NOT NULL REFERENCES bulletin (bulletin_id),
    -- Ending of its name: docx, pdf, xlsx.
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Version of the program that made it.
    program TEXT NOT NULL,
    -- SHA-256 of the file; the audit entry of the bulletin vouches for it.
    digest TEXT NOT NULL,
    size INTEGER NOT NULL,
    -- The file, compressed (zlib).
    content BYTEA NOT NULL,
    PRIMARY KEY (bulletin_id, kind)
);
