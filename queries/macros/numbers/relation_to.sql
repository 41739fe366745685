-- How does who measured a model stand to its maker?
-- One word per number: own, competitor or independent. A number that a maker prints as another's ("as measured by …")
-- is the printer's to answer for: he chose it, and nobody can look it up where it is said to come from.
create macro relation_to(reporter, printer, maker, makers) as
    case
        when reporter = maker then 'own'
        when list_contains(makers, reporter) then 'competitor'
        when printer = maker then 'own'
        when list_contains(makers, printer) then 'competitor'
        else 'independent'
    end;

comment on macro relation_to is
    'own: measured by the maker, or printed by it as somebody else''s; independent: by an organisation that makes no '
    'model here, and not in a maker''s print; else competitor. makers: keys of all that make models';
