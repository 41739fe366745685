-- Does the asserted relation hold wherever in its limits the quantity lies?
-- One answer per limits, the same rounded to the claim's step, operator and asserted value; a blank upper limit is
-- none.
create macro claim_certain(low, high, low_rounded, high_rounded, operator, asserted) as
    coalesce(case operator
        when '>=' then low_rounded >= asserted
        when '>' then low > asserted
        when '<=' then high_rounded <= asserted
        when '<' then high < asserted
        else low_rounded = asserted and high_rounded = asserted
    end, false);

comment on macro claim_certain is
    'Whether the relation holds at the claim''s decimals for every value within the limits; more than and less than '
    'are not rounded';
