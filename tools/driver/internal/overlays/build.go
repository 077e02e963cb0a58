package overlays

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// build does what `kustomize build` does with no options, which is what Argo CD runs: files only from within the
// folder of the kustomization that names them, no plugins, objects in Kustomize's own order.
//
// The digest is that of the files that it read: [guardedFiles.digest].
func build(root, path string) (objects []json.RawMessage, digest string, err error) {
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("kustomize broke off: %v", problem)
		}
	}()
	options := krusty.MakeDefaultOptions()
	options.Reorder = krusty.ReorderOptionUnspecified // the default of the command, not of the library
	files := guard(filesys.MakeFsOnDisk())
	folder := filepath.Join(root, path)
	built, err := krusty.MakeKustomizer(options).Run(files, folder)
	if files.refused != nil {
		err = files.refused
	}
	if err != nil {
		return nil, "", errors.New(readable(err.Error(), root))
	}
	objects = make([]json.RawMessage, 0, built.Size())
	for _, object := range built.Resources() {
		text, err := toJSON(object)
		if err != nil {
			return nil, "", fmt.Errorf("%s/%s: %w", object.GetKind(), object.GetName(), err)
		}
		objects = append(objects, text)
	}
	// Kustomize reads by the path without links.
	if folder, err = filepath.EvalSymlinks(folder); err != nil {
		return nil, "", err
	}
	return objects, files.digest(folder), nil
}

// readable shortens Kustomize's message: paths from the root of the repository, and nothing of what it guesses once it
// could not fetch something.
func readable(message, root string) string {
	message = strings.ReplaceAll(message, root+string(filepath.Separator), "")
	for _, sign := range []string{notFetched, "no 'git' program on path"} {
		if before, _, found := strings.Cut(message, sign); found {
			return strings.TrimRight(before, `: "`) + ": " + notFetched
		}
	}
	return message
}
