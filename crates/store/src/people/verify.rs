//! What the audit entries vouch for among people and rights.

use super::assignments::{Row, SELECT, end_line, grant_line};
use super::record_line;
use crate::dictionary::fold;
use crate::sql::query_as;
use crate::{Result, Store};

impl Store {
    pub(crate) async fn people_digests(&self) -> Result<Vec<(i64, String, String)>> {
        let records: Vec<(i64, String, String, String)> =
            query_as("SELECT audit_seq, kind, code, body FROM access_record ORDER BY audit_seq")
                .fetch_all(self.readers())
                .await?;
        let what = |kind: &str, code: &str| match kind {
            "agency" => format!("单位“{code}”"),
            "proposal" => format!("第 {code} 号权限变更申请"),
            "identity" => format!("统一身份关联“{code}”"),
            _ => format!("安全参数“{code}”"),
        };
        let bound = |(seq, kind, code, body): (i64, String, String, String)| {
            (seq, what(&kind, &code), fold("", &record_line(&kind, &code, &body)))
        };
        let mut found: Vec<(i64, String, String)> = records.into_iter().map(bound).collect();
        let rows: Vec<Row> = query_as(SELECT).fetch_all(self.readers()).await?;
        for row in rows {
            let what = format!("用户“{}”的第 {} 号岗位", row.user_name, row.assignment_id);
            found.push((row.audit_seq, what.clone(), fold("", &grant_line(&row.granted()?)?)));
            if let (Some(seq), Some(on), Some(reason)) = (row.end_audit_seq, &row.ends_on, &row.reason) {
                found.push((seq, format!("{what}的终止"), fold("", &end_line(row.assignment_id, on, reason))));
            }
        }
        Ok(found)
    }
}
