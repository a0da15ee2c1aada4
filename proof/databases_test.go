package proof

import (
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/nodenet-go/nodenet"
	"github.com/redis/go-redis/v9"
)

// freePort is one that nobody had just now.
func freePort(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
}

// program finds one, or skips the test by its name.
func program(t *testing.T, name string, places ...string) string {
	t.Helper()
	for _, place := range places {
		if found, _ := filepath.Glob(place); len(found) > 0 {
			return found[len(found)-1]
		}
	}
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skip(name + " is not installed")
	}
	return path
}

// run starts a server, which is killed at the end.
func run(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		cmd.Wait()
	})
}

// until tries until it works: the server takes its time to start.
func until(t *testing.T, ready func() error) {
	t.Helper()
	var err error
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if err = ready(); err == nil {
			return
		}
	}
	t.Fatal(err)
}

func TestRedis(t *testing.T) {
	t.Parallel()
	port := freePort(t)
	run(t, exec.Command(program(t, "redis-server"), "--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", t.TempDir()))
	g := loops(t)
	client := redis.NewClient(&redis.Options{Addr: "127.0.0.1:" + port, Dialer: (&nodenet.Dialer{Group: g}).DialContext})
	defer client.Close()
	ctx := limit(t)
	until(t, func() error { return client.Ping(ctx).Err() })
	want := string(pattern(1 << 20))
	if err := client.Set(ctx, "key", want, 0).Err(); err != nil {
		t.Fatal(err)
	}
	if got, err := client.Get(ctx, "key").Result(); err != nil || got != want {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	results, err := client.Pipelined(ctx, func(p redis.Pipeliner) error {
		for range 10_000 {
			p.Incr(ctx, "counter")
		}
		return nil
	})
	if err != nil || results[len(results)-1].(*redis.IntCmd).Val() != 10_000 {
		t.Error(err)
	}
	subscribed := client.Subscribe(ctx, "news")
	defer subscribed.Close()
	if _, err := subscribed.Receive(ctx); err != nil {
		t.Fatal(err)
	}
	if err := client.Publish(ctx, "news", "hello").Err(); err != nil {
		t.Error(err)
	}
	if m, err := subscribed.ReceiveMessage(ctx); err != nil || m.Payload != "hello" {
		t.Error(m, err)
	}
}

// startPostgres makes a database that trusts everybody. PostgreSQL does not run as root:
// the user postgres, which it is installed with, does it then.
func startPostgres(t *testing.T) (port string) {
	const programs = "/usr/lib/postgresql/*/bin/"
	initdb, postgres := program(t, "initdb", programs+"initdb"), program(t, "postgres", programs+"postgres")
	folder, err := os.MkdirTemp("", "nodenet-postgres-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	port = freePort(t)
	data := filepath.Join(folder, "data")
	make := exec.Command(initdb, "-D", data, "-A", "trust", "-U", "postgres", "-N", "-E", "UTF8", "--locale", "C")
	serve := exec.Command(postgres, "-D", data, "-p", port, "-k", "", "-c", "listen_addresses=127.0.0.1", "-F")
	if os.Getuid() == 0 {
		u, err := user.Lookup("postgres")
		if err != nil {
			t.Skip("there is no user postgres")
		}
		uid, _ := strconv.Atoi(u.Uid)
		gid, _ := strconv.Atoi(u.Gid)
		if err := os.Chown(folder, uid, gid); err != nil {
			t.Fatal(err)
		}
		for _, cmd := range []*exec.Cmd{make, serve} {
			cmd.Dir = folder
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
		}
	}
	if out, err := make.CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	run(t, serve)
	return port
}

func TestPostgres(t *testing.T) {
	t.Parallel()
	port := startPostgres(t)
	g := loops(t)
	config, err := pgxpool.ParseConfig("postgres://postgres@127.0.0.1:" + port + "/postgres?sslmode=disable")
	if err != nil {
		t.Fatal(err)
	}
	config.ConnConfig.DialFunc = (&nodenet.Dialer{Group: g}).DialContext
	ctx := limit(t)
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	until(t, func() error { return pool.Ping(ctx) })
	if _, err := pool.Exec(ctx, "create table t (n int, text text)"); err != nil {
		t.Fatal(err)
	}
	var rows [][]any
	for i := range 10_000 {
		rows = append(rows, []any{i, "row " + strconv.Itoa(i)})
	}
	if n, err := pool.CopyFrom(ctx, pgx.Identifier{"t"}, []string{"n", "text"}, pgx.CopyFromRows(rows)); err != nil || n != 10_000 {
		t.Error(n, err)
	}
	var sum int
	if err := pool.QueryRow(ctx, "select sum(n) from t").Scan(&sum); err != nil || sum != 49_995_000 {
		t.Error(sum, err)
	}
	found, err := pool.Query(ctx, "select text from t order by n")
	if err != nil {
		t.Fatal(err)
	}
	texts, err := pgx.CollectRows(found, pgx.RowTo[string])
	if err != nil || len(texts) != 10_000 || texts[9_999] != "row 9999" {
		t.Error(len(texts), err)
	}
}
