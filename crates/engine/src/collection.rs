//! Collection of data (数据采集): which request may be sent, how an answer is filled, reviewed and agreed, who is reminded
//! when, and what it costs those who answer.
//!
//! Pure: the clock, the actor, the calendar and what is known come in. Nothing is sent or stored here.

mod admission;
mod admission_fields;
mod burden;
mod check;
mod clock;
mod clock_notices;
mod complaint;
mod contest;
mod countersign;
mod decide;
mod event;
mod naming;
mod refusal;
mod remind;
mod response;
mod rules;
mod sign_notices;
mod silence;
#[cfg(test)]
mod tests;

pub use admission::{Admission, AdmissionFault, AdmissionRules, Forbidden, Known, KnownField, Origin, admit};
pub use burden::{Burden, BurdenRules, burden};
pub use check::{Comparison, DoubtRules, Remark, RemarkKind, check_answer, median};
pub use clock::{
    Clock, ClockRules, ClockState, Instruction, InstructionCommand, InstructionEvent, InstructionRecorded,
    InstructionRefusal, Urgency,
};
pub use clock_notices::clock_notices;
pub use complaint::{
    COMPLAINT_MAX, Complaint, ComplaintEvent, ComplaintKind, ComplaintRecorded, ComplaintRefusal, ComplaintState,
    Remedy, complaint_text,
};
pub use decide::{Asked, Outcome, decide};
pub use event::{CellOrigin, Command, Draft, Event, Recorded, Saved, Side};
pub use naming::{EnterpriseNames, NameRules, Statistic};
pub use refusal::{CellRefusal, Refusal};
pub use remind::{Audience, Notice, NoticeKind, Posts, RemindRules, latest, notices};
pub use response::{Cell, Contest, Extension, Phase, Response, Review, Signature, Stand};
pub use rules::CollectionRules;
pub use sign_notices::sign_notices;
pub use silence::{PublishedFigure, Silence, SilenceBenchmark, TaskPulse, silence};
