package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/storage/private"
)

// database is a throw-away PostgreSQL with the catalogue in it.
type database struct {
	server *private.Server
	conn   *pgx.Conn
	dir    string
}

const startTimeout = 2 * time.Minute

// settings of the server: nothing in it outlives the measurement, and the comparison shall not wait for a disk.
var serverSettings = map[string]string{"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "jit": "off"}

// openDatabase starts a PostgreSQL of our own and makes a database in which letters beyond ASCII are letters.
func openDatabase(ctx context.Context) (*database, error) {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	dir, err := os.MkdirTemp("", "motcua-eval-")
	if err != nil {
		return nil, err
	}
	d := &database{dir: dir}
	// PostgreSQL's own account must be able to enter the directory when root runs us.
	if err := os.Chmod(dir, 0o711); err != nil {
		return nil, errors.Join(err, d.close())
	}
	if d.server, err = private.Open(ctx, private.Options{Dir: dir, Settings: serverSettings}); err != nil {
		return nil, errors.Join(err, d.close())
	}
	if err := d.create(ctx); err != nil {
		return nil, errors.Join(err, d.close())
	}
	return d, nil
}

// create makes and opens the database. The cluster has the locale C, under which neither the parser of the full text
// search nor pg_trgm takes đ for a letter; that would be no fair comparison.
func (d *database) create(ctx context.Context) error {
	admin, err := pgx.Connect(ctx, d.server.DSN("postgres"))
	if err != nil {
		return err
	}
	_, err = admin.Exec(ctx, `CREATE DATABASE eval TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'`)
	if err = errors.Join(err, admin.Close(ctx)); err != nil {
		return fmt.Errorf("database with LC_CTYPE C.UTF-8: %w", err)
	}
	if d.conn, err = pgx.Connect(ctx, d.server.DSN("eval")); err != nil {
		return err
	}
	if _, err := d.conn.Exec(ctx, schema); err != nil {
		return fmt.Errorf("set-up of full text search (unaccent and pg_trgm come with Debian's postgresql, elsewhere with postgresql-contrib): %w", err)
	}
	return nil
}

const schema = `
CREATE EXTENSION unaccent;
CREATE EXTENSION pg_trgm;
CREATE TEXT SEARCH CONFIGURATION vi (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION vi ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;
-- Names and short names are kept folded, for pg_trgm.
CREATE TABLE record (key text PRIMARY KEY, name text NOT NULL, short text NOT NULL, words tsvector NOT NULL);
CREATE TABLE common (word text PRIMARY KEY); -- words that stand in so many records that they tell nothing
`

// entry is what the baselines index: a procedure, or an everyday wording of one.
type entry struct {
	key, name, short, field, documents string
}

// fill enters the records. Names have the weight A, short names B, the field C, papers D.
func (d *database) fill(ctx context.Context, entries []entry) error {
	const insert = `INSERT INTO record SELECT $1, lower(unaccent($2)), lower(unaccent($3)),
		setweight(to_tsvector('vi', $2), 'A') || setweight(to_tsvector('vi', $3), 'B') ||
		setweight(to_tsvector('vi', $4), 'C') || setweight(to_tsvector('vi', $5), 'D')`
	b := &pgx.Batch{}
	for _, e := range entries {
		b.Queue(insert, e.key, normal(e.name), normal(e.short), normal(e.field), normal(e.documents))
	}
	if err := d.conn.SendBatch(ctx, b).Close(); err != nil {
		return fmt.Errorf("filling the database: %w", err)
	}
	_, err := d.conn.Exec(ctx, `INSERT INTO common
		SELECT word FROM ts_stat('SELECT words FROM record') WHERE ndoc > 0.1 * (SELECT count(*) FROM record);
		ANALYZE record, common`)
	return err
}

// close stops the server and removes its files.
func (d *database) close() error {
	var err error
	if d.conn != nil {
		ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
		defer cancel()
		err = d.conn.Close(ctx)
	}
	if d.server != nil {
		err = errors.Join(err, d.server.Close(), os.RemoveAll(d.server.Dir()))
	}
	return errors.Join(err, os.RemoveAll(d.dir))
}
