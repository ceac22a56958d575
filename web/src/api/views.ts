// Short names for the generated types; nothing is declared here a second time.

import type { components } from "./schema";

type Schemas = components["schemas"];

export type AgencyRef = Schemas["AgencyRef"];
export type AuditView = Schemas["AuditView"];
export type BulletinRequest = Schemas["BulletinRequest"];
export type BulletinView = Schemas["BulletinView"];
export type Conflict = Schemas["Conflict"];
export type Dataset = Schemas["Dataset"];
export type DecisionAction = Schemas["DecisionAction"];
export type Derivation = Schemas["Derivation"];
export type Dictionary = Schemas["Dictionary"];
export type Duties = Schemas["Duties"];
export type Figure = Schemas["Figure"];
export type Finding = Schemas["Finding"];
export type Frame = Schemas["AsOfView"];
export type ImportReport = Schemas["ImportReport"];
export type Indicator = Schemas["Indicator"];
export type Item = Schemas["Item"];
export type ItemKind = Schemas["ItemKind"];
export type ItemState = Schemas["ItemState"];
export type LifeCycleStage = Schemas["LifeCycleStage"];
export type LineError = Schemas["LineError"];
export type MapRow = Schemas["MapRow"];
export type MapView = Schemas["MapView"];
export type Mark = Schemas["Mark"];
export type MarkKind = Schemas["MarkKind"];
export type Observation = Schemas["Observation"];
export type ObservationView = Schemas["ObservationView"];
export type Overview = Schemas["Overview"];
export type PlanListRow = Schemas["PlanListRow"];
export type PlanMetadata = Schemas["PlanMetadata"];
export type PlanReview = Schemas["PlanReview"];
export type PlanSummary = Schemas["PlanSummary"];
export type ProfileRow = Schemas["ProfileRow"];
export type ReviewedItem = Schemas["ReviewedItem"];
export type SeriesPoint = Schemas["SeriesPoint"];
export type SessionView = Schemas["SessionView"];
export type Source = Schemas["Source"];
export type Span = Schemas["Span"];
export type Status = Schemas["Status"];
export type StatusCount = Schemas["StatusCount"];
export type Target = Schemas["Target"];
export type TargetRowView = Schemas["TargetRowView"];
export type TaskDetail = Schemas["TaskDetail"];
export type TaskRowView = Schemas["TaskRowView"];
