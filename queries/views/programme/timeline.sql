-- What happened in the programme, and when?
-- One row per event, releases of programme models that no event names included; plans have no date.
create view timeline as
select event_id, on_date, kind, team_id, cast(null as varchar) as model_id, text_ko, text_en, source_id
from event
union all by name
select
    model.model_id as event_id, model.released_on as on_date, 'release' as kind, model.team_id, model.model_id,
    cast(null as varchar) as text_ko, cast(null as varchar) as text_en, model.source_id
from model
join programme_model using (model_id)
where not exists (
    select 1 from event
    where event.kind = 'release' and event.team_id = model.team_id and event.on_date = model.released_on
)
order by on_date nulls last, event_id;

comment on view timeline is 'Events of the programme and releases of its models';
comment on column timeline.event_id is 'key of the event, or of the released model';
comment on column timeline.on_date is 'day; blank for a plan';
comment on column timeline.kind is 'announcement, selection, presentation, evaluation, addition, release or plan';
comment on column timeline.team_id is 'team concerned, if one';
comment on column timeline.model_id is 'model released, where no event text exists';
comment on column timeline.text_ko is 'what happened, Korean';
comment on column timeline.text_en is 'what happened, English';
