-- How does who measured a model stand to its maker?
-- One word per number: own, independent (who measured makes no model here) or competitor.
create macro relation_to(reporter, maker, makes_models) as
    case when reporter = maker then 'own' when makes_models then 'competitor' else 'independent' end;

comment on macro relation_to is
    'own: measured by the maker; independent: by an organisation that makes no model here; else competitor';
