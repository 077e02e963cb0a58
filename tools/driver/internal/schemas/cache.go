package schemas

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// The cache holds schemas by the content they are made from, so that a lock with one new file makes one new folder:
//
//	parts/<key>/<kind>-<group>-<version>.json          of one release of Kubernetes or one file of definitions
//	sets/<key>/kubernetes/<minor>/…, custom/…          what kubeconform reads: links to the files of all parts
//
// Folders appear whole, by a rename, and never change. Two programs may fill one cache at a time.

//go:embed *.go
var sources embed.FS

// codeKey is the checksum of the code that makes schemas: when it changes, so does what it makes.
var codeKey = sync.OnceValue(func() string {
	hash := sha256.New()
	files, _ := sources.ReadDir(".") // embedded: cannot fail
	for _, file := range files {
		if !strings.HasSuffix(file.Name(), "_test.go") {
			content, _ := sources.ReadFile(file.Name())
			hash.Write(content)
		}
	}
	return hex.EncodeToString(hash.Sum(nil))
})

// keyOf names a folder of the cache: it depends on what goes in and on the code of this package.
func keyOf(inputs ...string) string {
	hash := sha256.Sum256([]byte(codeKey() + "\n" + strings.Join(inputs, "\n")))
	return hex.EncodeToString(hash[:])[:24]
}

// exists says whether a folder of the cache is there; if so it is whole.
func exists(folder string) bool {
	info, err := os.Stat(folder)
	return err == nil && info.IsDir()
}

// writeFolder makes a folder of the cache: filled under another name, then renamed. It is no error when another program
// was faster: what it made is the same.
func writeFolder(folder string, fill func(temporary string) error) error {
	if err := os.MkdirAll(filepath.Dir(folder), 0o755); err != nil {
		return err
	}
	temporary, err := os.MkdirTemp(filepath.Dir(folder), "."+filepath.Base(folder)+"-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temporary)
	if err := os.Chmod(temporary, 0o755); err != nil {
		return err
	}
	if err := fill(temporary); err != nil {
		return err
	}
	if err := os.Rename(temporary, folder); err != nil && !exists(folder) {
		return err
	}
	return nil
}

// writeSchemas makes a folder of schemas by file name.
func writeSchemas(folder string, made map[string]schema) error {
	return writeFolder(folder, func(temporary string) error {
		for name, content := range made {
			text, err := json.Marshal(content)
			if err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(temporary, name), text, 0o644); err != nil {
				return err
			}
		}
		return nil
	})
}
