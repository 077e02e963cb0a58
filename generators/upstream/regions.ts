/** What is known of the regions of a cloud. */
interface Regions {
  /** How its names are made: a region that is newer than the list fits, too. */
  readonly form: RegExp;
  readonly names: readonly string[];
}

const spread = (text: string) => text.trim().split(/\s+/);
const direction = '(north|south|east|west|central|northeast|northwest|southeast|southwest)';

/**
 * Regions by cloud, as their APIs name them.
 * @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 * @see https://docs.cloud.google.com/compute/docs/regions-zones
 * @see https://learn.microsoft.com/azure/reliability/regions-list
 */
export const regions: Readonly<Record<'aws' | 'google' | 'azure', Regions>> = {
  aws: {
    form: new RegExp(`^[a-z]{2,4}(-gov|-iso[a-z]?)?-${direction}-[1-9]$`),
    names: spread(`
      us-east-1 us-east-2 us-west-1 us-west-2 us-gov-east-1 us-gov-west-1 ca-central-1 ca-west-1 mx-central-1 sa-east-1
      eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3
      af-south-1 il-central-1 me-central-1 me-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3
      ap-south-1 ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6
      ap-southeast-7 cn-north-1 cn-northwest-1`),
  },
  google: {
    form: new RegExp(`^(africa|asia|australia|europe|me|northamerica|southamerica|us)-${direction}[1-9][0-9]?$`),
    names: spread(`
      us-central1 us-east1 us-east4 us-east5 us-south1 us-west1 us-west2 us-west3 us-west4 northamerica-northeast1
      northamerica-northeast2 northamerica-south1 southamerica-east1 southamerica-west1
      europe-central2 europe-north1 europe-north2 europe-southwest1 europe-west1 europe-west2 europe-west3 europe-west4
      europe-west6 europe-west8 europe-west9 europe-west10 europe-west12 africa-south1 me-central1 me-central2 me-west1
      asia-east1 asia-east2 asia-northeast1 asia-northeast2 asia-northeast3 asia-south1 asia-south2 asia-southeast1
      asia-southeast2 australia-southeast1 australia-southeast2`),
  },
  azure: {
    form: /^[a-z]{6,30}[1-9]?$/,
    names: spread(`
      eastus eastus2 centralus northcentralus southcentralus westcentralus westus westus2 westus3 canadacentral canadaeast
      mexicocentral brazilsouth brazilsoutheast chilecentral
      austriaeast belgiumcentral francecentral francesouth germanynorth germanywestcentral italynorth northeurope
      norwayeast norwaywest polandcentral spaincentral swedencentral switzerlandnorth switzerlandwest uksouth ukwest
      westeurope israelcentral qatarcentral uaecentral uaenorth southafricanorth southafricawest
      australiacentral australiacentral2 australiaeast australiasoutheast newzealandnorth eastasia southeastasia
      indonesiacentral malaysiawest japaneast japanwest koreacentral koreasouth centralindia southindia westindia
      jioindiacentral jioindiawest`),
  },
};
