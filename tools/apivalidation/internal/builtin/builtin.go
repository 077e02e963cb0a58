// Package builtin judges objects of Kubernetes' own kinds as the API server does, with its own code: strict decoding,
// defaults, and the strategy of its registry.
package builtin

import (
	"fmt"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/util/version"
	"k8s.io/apiserver/pkg/registry/rest"
	utilfeature "k8s.io/apiserver/pkg/util/feature"
	"k8s.io/component-base/featuregate"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/kubernetes/pkg/apis/core"
	podsecurity "k8s.io/pod-security-admission/api"

	"mobile-backend-gitops/tools/apivalidation/internal/verdict"
)

// Newest is the minor version whose code this is.
var Newest = gate().EmulationVersion()

// oldest is as far back as Kubernetes keeps the behaviour of its features: three minor versions.
// https://kubernetes.io/docs/concepts/cluster-administration/compatibility-version/
var oldest = Newest.SubtractMinor(3)

func gate() featuregate.MutableVersionedFeatureGate {
	return utilfeature.DefaultMutableFeatureGate.(featuregate.MutableVersionedFeatureGate)
}

// Emulate makes the whole process judge as a minor version does, such as "1.35".
func Emulate(minor string) error {
	wanted, err := version.ParseMajorMinor(minor)
	if err != nil {
		return err
	}
	if wanted.LessThan(oldest) || wanted.GreaterThan(Newest) {
		return fmt.Errorf("the code is that of Kubernetes %s, which emulates %s and later", Newest, oldest)
	}
	return gate().SetEmulationVersion(wanted)
}

// Judges says whether an API server has a strategy for a kind.
func Judges(kind schema.GroupKind) bool { return strategies[kind] != nil }

var codecs = serializer.NewCodecFactory(legacyscheme.Scheme, serializer.EnableStrict)

// Judge says what an API server has against an object of a kind that it judges.
func Judge(object *unstructured.Unstructured, text []byte) []verdict.Problem {
	gvk := object.GroupVersionKind()
	internal := schema.GroupVersion{Group: gvk.Group, Version: runtime.APIVersionInternal}
	typed, _, err := codecs.UniversalDecoder(internal).Decode(text, nil, nil)
	if err != nil {
		return verdict.Of(err)
	}
	metadata, err := meta.Accessor(typed)
	if err != nil {
		return verdict.Of(err)
	}
	if service, ok := typed.(*core.Service); ok {
		fillService(service)
	}
	rest.FillObjectMetaSystemFields(metadata)
	problems := verdict.Create(strategies[gvk.GroupKind()], typed, verdict.Request(object))
	if namespace, ok := typed.(*core.Namespace); ok {
		problems = append(problems, podSecurityLevels(namespace)...)
	}
	return problems
}

// fillService does what the storage of Services does before it asks the strategy: it says the first address a second
// time, and takes a port of the nodes by which a load balancer asks for their health, for which any number stands here.
// https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/registry/core/service/storage/alloc.go, allocHealthCheckNodePort
func fillService(service *core.Service) {
	spec := &service.Spec
	if len(spec.ClusterIPs) == 0 && spec.ClusterIP != "" {
		spec.ClusterIPs = []string{spec.ClusterIP}
	}
	isLocal := spec.Type == core.ServiceTypeLoadBalancer && spec.ExternalTrafficPolicy == core.ServiceExternalTrafficPolicyLocal
	if isLocal && spec.HealthCheckNodePort == 0 {
		spec.HealthCheckNodePort = 30000
	}
}

// podSecurityLevels judges the labels of a Namespace that set its Pod Security, which an admission plugin does.
// https://github.com/kubernetes/pod-security-admission/blob/v0.36.3/admission/admission.go, ValidateNamespace
func podSecurityLevels(namespace *core.Namespace) []verdict.Problem {
	_, invalid := podsecurity.PolicyToEvaluate(namespace.Labels, podsecurity.Policy{})
	if len(invalid) == 0 {
		return nil
	}
	return verdict.Of(apierrors.NewInvalid(core.Kind("Namespace"), namespace.Name, invalid))
}
