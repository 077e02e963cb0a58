// Package custom judges objects of custom kinds as the API server does, with its own code and the CRD: unknown fields,
// defaults, schema, lists, CEL rules.
package custom

import (
	"fmt"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/install"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structural "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apiextensions-apiserver/pkg/registry/customresource"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/registry/rest"
)

var scheme = runtime.NewScheme()

func init() { install.Install(scheme) }

// kind is one version of a custom kind.
type kind struct {
	schema   *structural.Structural
	preserve bool
	strategy rest.RESTCreateStrategy
}

// readKind makes what judges the objects of one version, as the API server does for a CRD:
// https://github.com/kubernetes/apiextensions-apiserver/blob/v0.36.3/pkg/apiserver/customresource_handler.go
func readKind(definition *apiextensionsv1.CustomResourceDefinition, version string) (*kind, error) {
	definition = definition.DeepCopy()
	scheme.Default(definition)
	var internal apiextensions.CustomResourceDefinition
	if err := scheme.Convert(definition, &internal, nil); err != nil {
		return nil, err
	}
	open, err := apiextensions.GetSchemaForVersion(&internal, version)
	if err != nil {
		return nil, err
	}
	if open == nil || open.OpenAPIV3Schema == nil {
		return nil, fmt.Errorf("the CRD has no schema for %s", version)
	}
	whole, err := structural.NewStructural(open.OpenAPIV3Schema)
	if err != nil {
		return nil, err
	}
	whole = whole.DeepCopy()
	if err := defaulting.PruneDefaults(whole); err != nil {
		return nil, err
	}
	validator, _, err := validation.NewSchemaValidator(open.OpenAPIV3Schema)
	if err != nil {
		return nil, err
	}
	subresources, err := apiextensions.GetSubresourcesForVersion(&internal, version)
	if err != nil {
		return nil, err
	}
	if subresources == nil {
		subresources = &apiextensions.CustomResourceSubresources{}
	}
	gvk := schema.GroupVersionKind{Group: definition.Spec.Group, Version: version, Kind: definition.Spec.Names.Kind}
	namespaced := definition.Spec.Scope == apiextensionsv1.NamespaceScoped
	return &kind{
		schema: whole,
		// Fields that the CRD does not know are kept: only definitions from before 1.16 say so.
		preserve: internal.Spec.PreserveUnknownFields != nil && *internal.Spec.PreserveUnknownFields,
		strategy: customresource.NewStrategy(
			typer{gvk}, namespaced, gvk, validator, validator, whole, subresources.Status, subresources.Scale, nil,
		),
	}, nil
}

// typer knows one kind.
type typer struct{ gvk schema.GroupVersionKind }

// ObjectKinds says that every object is of that kind.
func (t typer) ObjectKinds(runtime.Object) ([]schema.GroupVersionKind, bool, error) {
	return []schema.GroupVersionKind{t.gvk}, false, nil
}

// Recognizes says whether a kind is that one.
func (t typer) Recognizes(gvk schema.GroupVersionKind) bool { return gvk == t.gvk }
