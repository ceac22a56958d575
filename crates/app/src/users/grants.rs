//! Roles of accounts: what is granted at the host, and who is asked to do what.

use jiff::Timestamp;
use model::people::{Assignment, Role, agency_named, check_assignment};

use crate::{Actor, App, AppError, Result, day_in_china};

fn open_ended(user: &str, role: Role, (agency, place): (Option<&str>, Option<&str>), now: Timestamp) -> Assignment {
    Assignment {
        user: user.to_string(),
        role,
        agency: agency.map(str::to_string),
        place: place.map(str::to_string),
        valid_from: day_in_china(now),
        valid_to: None,
        deputy_of: None,
    }
}

impl App {
    /// Grants a role from today on. For the host: over the network two administrators are needed.
    pub async fn grant_role(
        &self,
        actor: &Actor,
        user: &str,
        role: Role,
        (agency, place): (Option<&str>, Option<&str>),
        now: Timestamp,
    ) -> Result<()> {
        if !actor.is_host() {
            let message = "岗位须由系统管理员提出、安全管理员批准".to_string();
            return Err(AppError::Forbidden { message });
        }
        let asked = open_ended(user, role, (agency, place), now);
        self.check_bounds(&asked, now).await?;
        let audit = actor.audit("授予岗位", format!("user/{user}"), Some(role.in_words()), now);
        let granted = self.store.grant_assignments(&[asked], &audit).await?;
        granted.map_err(|fault| AppError::Conflict { message: fault.to_string() })
    }

    /// Ends a role that an account holds, from today on. For the host.
    pub async fn end_role(
        &self,
        actor: &Actor,
        user: &str,
        role: Role,
        bound: (Option<&str>, Option<&str>),
        now: Timestamp,
    ) -> Result<()> {
        let today = day_in_china(now);
        let held = self.store.assignments_of(user).await?.into_iter().find(|held| {
            let one = &held.assignment;
            let is_same = one.role == role && (one.agency.as_deref(), one.place.as_deref()) == bound;
            is_same && held.ended.is_none() && one.valid_to.is_none_or(|to| to >= today)
        });
        let missing = || AppError::not_found(format!("“{user}”的岗位“{}”", role.in_words()));
        let id = held.ok_or_else(missing)?.id;
        let yesterday = today.yesterday().map_err(|error| AppError::bad_input(error.to_string()))?;
        let audit = actor.audit("终止岗位", format!("user/{user}"), Some(role.in_words()), now);
        Ok(self.store.end_assignment(id, yesterday, "在服务器上终止", &audit).await?)
    }

    /// Whether a new account could be given a role, before it is opened.
    pub async fn check_role(
        &self,
        user: &str,
        role: Role,
        bound: (Option<&str>, Option<&str>),
        now: Timestamp,
    ) -> Result<()> {
        let asked = open_ended(user, role, bound, now);
        check_assignment(&asked, &[]).map_err(|fault| AppError::bad_input(fault.to_string()))?;
        self.check_bounds(&asked, now).await
    }

    /// Codes of a body and a place that are named by code or by word.
    pub async fn bounds(
        &self,
        agency: Option<&str>,
        place: Option<&str>,
        now: Timestamp,
    ) -> Result<(Option<String>, Option<String>)> {
        let agencies = self.store.agencies().await?;
        let places = self.store.dictionaries(now).await?.places.clone();
        let agency = agency.map(|word| match agency_named(&agencies, word, day_in_china(now)) {
            Some(found) => Ok(found.code.clone()),
            None => Err(AppError::not_found(format!("单位“{word}”"))),
        });
        let place = place.map(|word| match places.iter().find(|one| one.code == word || one.name == word) {
            Some(found) => Ok(found.code.clone()),
            None => Err(AppError::not_found(format!("地区“{word}”"))),
        });
        Ok((agency.transpose()?, place.transpose()?))
    }

    /// Those of the roles that nobody holds today.
    pub async fn roles_without_holder(&self, roles: &[Role], now: Timestamp) -> Result<Vec<Role>> {
        let held = self.store.assignments().await?;
        let today = day_in_china(now);
        let is_held =
            |role: Role| held.iter().any(|one| one.assignment.role == role && one.assignment.is_in_force(today));
        Ok(roles.iter().copied().filter(|role| !is_held(*role)).collect())
    }

    /// The body and the place that an assignment names exist.
    pub(crate) async fn check_bounds(&self, asked: &Assignment, now: Timestamp) -> Result<()> {
        if let Some(code) = &asked.agency
            && !self.store.agencies().await?.iter().any(|agency| agency.code == *code)
        {
            return Err(AppError::not_found(format!("单位“{code}”")));
        }
        if let Some(code) = &asked.place
            && !self.store.dictionaries(now).await?.places.iter().any(|place| place.code == *code)
        {
            return Err(AppError::not_found(format!("地区“{code}”")));
        }
        Ok(())
    }

    /// Accounts from before there were roles could do everything in the plan's business: each becomes a planner, once.
    pub async fn adopt_accounts(&self, now: Timestamp) -> Result<()> {
        if !self.store.assignments().await?.is_empty() {
            return Ok(());
        }
        let host = Actor::new("程序升级");
        for user in self.store.users().await?.into_iter().filter(|user| user.password_since.is_none()) {
            self.grant_role(&host, &user.name, Role::Planner, (None, None), now).await?;
        }
        Ok(())
    }
}
