package schemas

import "testing"

func TestTemplateLinesAreTakenOut(t *testing.T) {
	content := "{{- if .Values.crds }}\nkind: CustomResourceDefinition\n  {{ include \"labels\" . }}\nspec:\n  a: '{'\n{{ end }}"
	if kept := string(withoutTemplate([]byte(content))); kept != "kind: CustomResourceDefinition\nspec:\n  a: '{'\n" {
		t.Errorf("%q", kept)
	}
}
