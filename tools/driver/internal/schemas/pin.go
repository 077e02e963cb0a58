package schemas

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Pin is `driver pin`: it brings a lock up to date after its versions were edited by hand. Where a checksum is empty it
// is filled in from what the sources have today, and so are the kinds of every file. Review the difference: from then
// on this content is what objects are checked against.
func Pin(args []string, _ io.Reader, _, progress io.Writer) error {
	flags := flag.NewFlagSet("driver pin", flag.ContinueOnError)
	flags.SetOutput(progress)
	lockFile := flags.String("lock", "", "the lock `file`, which is rewritten")
	mirror := flags.String("mirror", "", "a `folder` with files of definitions that is tried first")
	if err := flags.Parse(args); err != nil {
		return err
	}
	lock, err := parseLock(*lockFile)
	if err != nil {
		return err
	}
	modules := newModules(progress)
	finder := &finder{beside: filepath.Dir(*lockFile), mirror: *mirror, web: newWeb(), modules: modules}
	for minor, release := range lock.Kubernetes {
		if release.Sum == "" {
			module, err := modules.get(kubernetesModule, release.Version)
			if err != nil {
				return err
			}
			lock.Kubernetes[minor] = Release{Version: release.Version, Sum: module.Sum}
		}
	}
	for _, component := range lock.Components {
		for i := range component.Files {
			if err := pinFile(finder, component, &component.Files[i]); err != nil {
				return fmt.Errorf("%s %s: %w", component.Name, component.Files[i].Path, err)
			}
		}
	}
	text, err := json.MarshalIndent(lock, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(*lockFile, append(text, '\n'), 0o644)
}

func pinFile(finder *finder, component Component, file *File) error {
	content, err := finder.find(component, *file)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(content)
	file.SHA256 = hex.EncodeToString(sum[:])
	file.Kinds, err = kindsOf(content)
	return err
}
