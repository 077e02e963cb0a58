/** Namespace of KEDA. Nothing else runs in it. */
export const kedaNamespace = 'keda';

/**
 * Annotation of a ScaledObject that takes over an autoscaler which is there already: the one that it names in
 * `advanced.horizontalPodAutoscalerConfig.name`. KEDA's webhook refuses every other ScaledObject for a workload with an
 * autoscaler, and its operator then writes the autoscaler anew, with the ScaledObject as its owner.
 * https://keda.sh/docs/latest/reference/scaledobject-spec/, `verifyHpas` in `apis/keda/v1alpha1/scaledobject_webhook.go`
 * and `updateHPAIfNeeded` in `controllers/keda/hpa.go` of https://github.com/kedacore/keda at v2.20.2.
 */
export const takesOverAutoscaler = 'scaledobject.keda.sh/transfer-hpa-ownership';
