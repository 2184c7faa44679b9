// Package setup_test runs the set-up scripts on a machine that is pretended:
// its programs are those of a temporary PATH, and its apt-get writes down what
// it is asked for and installs empty programs.
package setup_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const aptGet = `#!/bin/sh
echo "apt-get $*" >>"$MOTCUA_SETUP_ROOT/log"
[ "$1" = install ] || exit 0
case " $* " in *" $FAKE_AWAY "*) exit 100 ;; esac
program() { mkdir -p "${1%/*}"; printf '#!/bin/sh\n' >"$1"; chmod +x "$1"; }
case " $* " in *" postgresql "*)
	program "$MOTCUA_SETUP_ROOT/usr/lib/postgresql/${FAKE_MAJOR:-15}/bin/postgres"
	program "$MOTCUA_SETUP_ROOT/usr/lib/postgresql/${FAKE_MAJOR:-15}/bin/initdb" ;;
esac
case " $* " in *" npm"*) cp "$MOTCUA_SETUP_ROOT/npm" "$MOTCUA_SETUP_ROOT/bin/npm" ;; esac
`

// npm is one that has a single small package; FAKE_NPM=away has no network.
const npm = `#!/bin/sh
echo "npm $*" >>"$MOTCUA_SETUP_ROOT/log"
[ "$FAKE_NPM" = away ] && exit 1
mkdir package
echo "the tool" >package/axe.min.js
tar -czf "axe-core-${3#axe-core@}.tgz" package
rm -r package
`

// axeFile is where the browser tests look for axe-core.
const axeFile = ".build/axe-core-4.14.1.min.js"

// installsOffice is what is tried for the tests that open reports in an office program.
const installsOffice = "apt-get update -q\napt-get install -q -y --no-install-recommends libreoffice-writer-nogui libreoffice-calc-nogui fonts-croscore poppler-utils\n"

type machine struct {
	t    *testing.T
	root string
	env  []string
}

// newMachine has the given programs, empty ones, besides what every system has.
func newMachine(t *testing.T, programs ...string) *machine {
	t.Helper()
	m := &machine{t: t, root: t.TempDir()}
	for _, name := range []string{"sh", "dirname", "mkdir", "chmod", "tee", "env", "id", "cp", "mv", "rm", "tar", "gzip"} {
		m.link(name)
	}
	for _, name := range programs {
		m.program(filepath.Join("bin", name), "#!/bin/sh\n")
	}
	m.program("npm", npm)
	m.env = []string{"PATH=" + filepath.Join(m.root, "bin"), "MOTCUA_SETUP_ROOT=" + m.root}
	return m
}

// link gives it a program of this machine.
func (m *machine) link(name string) {
	m.t.Helper()
	path, err := exec.LookPath(name)
	check(m.t, err)
	check(m.t, os.MkdirAll(filepath.Join(m.root, "bin"), 0o755))
	check(m.t, os.Symlink(path, filepath.Join(m.root, "bin", name)))
}

func (m *machine) program(path, text string) {
	m.t.Helper()
	path = filepath.Join(m.root, path)
	check(m.t, os.MkdirAll(filepath.Dir(path), 0o755))
	_ = os.Remove(path)
	check(m.t, os.WriteFile(path, []byte(text), 0o755))
}

func (m *machine) postgres(major string) {
	m.program("usr/lib/postgresql/"+major+"/bin/postgres", "#!/bin/sh\n")
	m.program("usr/lib/postgresql/"+major+"/bin/initdb", "#!/bin/sh\n")
}

// user makes id tell the user number.
func (m *machine) user(id string) { m.program("bin/id", "#!/bin/sh\necho "+id+"\n") }

func (m *machine) run(script string, env ...string) (said string, ok bool) {
	m.t.Helper()
	cmd := exec.Command("./"+script, "tool@v1", "./...") // arguments only some scripts look at
	cmd.Env = append(m.env, env...)
	out, err := cmd.CombinedOutput()
	m.t.Logf("%s: %v\n%s", script, err, out)
	return string(out), err == nil
}

func (m *machine) file(path string) string {
	text, _ := os.ReadFile(filepath.Join(m.root, path))
	return string(text)
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestNothingMissing(t *testing.T) {
	m := newMachine(t, "go", "gcc", "redis-server", "chromium", "soffice", "pdftotext")
	m.program("bin/apt-get", aptGet)
	m.postgres("17")
	m.program(axeFile, "")
	for _, script := range []string{"run.sh", "test.sh"} {
		if said, ok := m.run(script); !ok || said != "" {
			t.Errorf("%s: %v, %q", script, ok, said)
		}
	}
	if log := m.file("log"); log != "" {
		t.Errorf("called: %s", log)
	}
}

func TestInstallsWhatIsMissing(t *testing.T) {
	tests := map[string]struct {
		script   string
		programs []string
		packages string
	}{
		"for run":           {"run.sh", []string{"go"}, "postgresql"},
		"for tests":         {"test.sh", []string{"go"}, "gcc libc6-dev postgresql redis-server chromium npm"},
		"only some of them": {"test.sh", []string{"go", "clang", "google-chrome"}, "postgresql redis-server npm"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			m := newMachine(t, test.programs...)
			m.user("0")
			m.program("bin/apt-get", aptGet)
			if said, ok := m.run(test.script); !ok || !strings.Contains(said, test.packages) {
				t.Error("failed or silent")
			}
			want := "apt-get update -q\napt-get install -q -y --no-install-recommends " + test.packages + "\n"
			if test.script == "test.sh" {
				want += installsOffice + "npm pack --silent axe-core@4.14.1\n"
				if m.file(axeFile) != "the tool\n" {
					t.Error("axe-core is not where the tests look for it")
				}
			}
			if log := m.file("log"); log != want {
				t.Errorf("called %q, not %q", log, want)
			}
			if conf := m.file("etc/postgresql-common/createcluster.conf"); conf != "create_main_cluster = false\n" {
				t.Errorf("createcluster.conf: %q", conf)
			}
		})
	}
}

// Without an office program the tests run all the same.
func TestWishesAreNoNeeds(t *testing.T) {
	ready := []string{"go", "gcc", "redis-server", "chromium"}
	for name, test := range map[string]struct {
		user string
		with func(m *machine)
		log  string
	}{
		"an ordinary user":           {"1000", func(m *machine) { m.program("bin/apt-get", aptGet) }, ""},
		"no apt-get":                 {"0", func(*machine) {}, ""},
		"the packages are not there": {"0", func(m *machine) { m.program("bin/apt-get", aptGet) }, installsOffice},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMachine(t, ready...)
			m.postgres("17")
			m.program(axeFile, "")
			m.user(test.user)
			test.with(m)
			said, ok := m.run("test.sh", "FAKE_AWAY=libreoffice-writer-nogui")
			if !ok || !strings.Contains(said, "going on without libreoffice-writer-nogui") {
				t.Error("it stops, or says nothing")
			}
			if log := m.file("log"); log != test.log {
				t.Errorf("called %q, not %q", log, test.log)
			}
		})
	}
}

func TestExistingConfigurationIsKept(t *testing.T) {
	m := newMachine(t, "go")
	m.user("0")
	m.program("bin/apt-get", aptGet)
	m.program("etc/postgresql-common/createcluster.conf", "mine")
	if _, ok := m.run("run.sh"); !ok || m.file("etc/postgresql-common/createcluster.conf") != "mine" {
		t.Error("it is overwritten")
	}
}

func TestOrdinaryUser(t *testing.T) {
	m := newMachine(t, "go")
	m.user("1000")
	m.program("bin/apt-get", aptGet)
	said, ok := m.run("run.sh")
	if ok || !strings.Contains(said, "apt-get install -y --no-install-recommends postgresql") || m.file("log") != "" {
		t.Error("it does not say what to install, or tries by itself")
	}
	m.program("bin/sudo", "#!/bin/sh\necho \"sudo $*\" >>\"$MOTCUA_SETUP_ROOT/log\"\nexec \"$@\"\n")
	if _, ok := m.run("run.sh"); !ok || !strings.Contains(m.file("log"), "sudo apt-get update") {
		t.Errorf("sudo is not used: %s", m.file("log"))
	}
}

func TestWhatCannotBeInstalled(t *testing.T) {
	tests := map[string]struct {
		programs []string
		env      string
		says     string
	}{
		"no Go":             {nil, "", "go.dev"},
		"no apt-get":        {[]string{"go"}, "", "missing here, under Debian's names: postgresql"},
		"a wrong folder":    {[]string{"go", "apt-get"}, "MOTCUA_PG_BINDIR=/nowhere", "MOTCUA_PG_BINDIR=/nowhere"},
		"too old a package": {[]string{"go", "apt-get"}, "FAKE_MAJOR=13", "older than 14"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			m := newMachine(t, test.programs...)
			m.user("0")
			if len(test.programs) > 1 {
				m.program("bin/apt-get", aptGet)
			}
			if said, ok := m.run("run.sh", test.env); ok || !strings.Contains(said, test.says) {
				t.Error("no clear end")
			}
		})
	}
}

func TestForeignServerNeedsNoPrograms(t *testing.T) {
	m := newMachine(t, "go")
	if said, ok := m.run("run.sh", "DATABASE_URL=postgres://elsewhere/db"); !ok || said != "" {
		t.Error("it wants PostgreSQL's programs")
	}
}

func TestAxeIsFetchedOnce(t *testing.T) {
	m := newMachine(t, "go", "gcc", "redis-server", "chromium", "soffice", "pdftotext")
	m.postgres("17")
	m.program("bin/npm", npm)
	if said, ok := m.run("test.sh", "FAKE_NPM=away"); ok || !strings.Contains(said, "cannot be fetched") {
		t.Error("no clear end without a network")
	}
	if m.file(axeFile) != "" {
		t.Error("a file is left that the tests would take for axe-core")
	}
	for range 2 {
		if _, ok := m.run("test.sh"); !ok || m.file(axeFile) != "the tool\n" {
			t.Error("not fetched")
		}
	}
	if log := m.file("log"); strings.Count(log, "npm pack") != 2 {
		t.Errorf("called: %s", log)
	}
	if left, _ := filepath.Glob(filepath.Join(m.root, ".build", "*")); len(left) != 1 {
		t.Errorf("left: %v", left)
	}
}
