package golden

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Convert has LibreOffice write files in another format into dir, and gives what it said. Without LibreOffice, and where
// short tests are asked for, the test is skipped.
func Convert(t testing.TB, dir, format string, files ...string) (said []byte, err error) {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("no soffice on this machine")
	}
	if testing.Short() {
		t.Skip("starts an office program")
	}
	profile := "-env:UserInstallation=file://" + filepath.Join(dir, "profile")
	cmd := exec.CommandContext(t.Context(), office, append([]string{profile, "--headless", "--convert-to", format, "--outdir", dir}, files...)...)
	cmd.Env = append(os.Environ(), "HOME="+dir, "LC_ALL=C.UTF-8") // names of sheets become names of files
	return cmd.CombinedOutput()
}
