package schemas

import (
	"os"
	"path/filepath"
	"testing"
)

func TestTemplateLinesAreTakenOut(t *testing.T) {
	content := "{{- if .Values.crds }}\nkind: CustomResourceDefinition\n  {{ include \"labels\" . }}\nspec:\n  a: '{'\n{{ end }}"
	if kept := string(withoutTemplate([]byte(content))); kept != "kind: CustomResourceDefinition\nspec:\n  a: '{'\n" {
		t.Errorf("%q", kept)
	}
}

func TestWhatNobodyPublishesIsBesideTheLock(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "own.yaml"), []byte("kind: Own"), 0o644); err != nil {
		t.Fatal(err)
	}
	found, err := (&finder{beside: folder, mirror: t.TempDir()}).find(Component{Name: "own"}, File{Path: "own.yaml"})
	if err != nil || string(found) != "kind: Own" {
		t.Errorf("%q, %v", found, err)
	}
}
