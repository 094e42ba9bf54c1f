"""What each kind of event says in Vietnamese. Values in it are written by ``wording``."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aoxanh.web.audit.sentences_activities import ACTIVITIES, Sentences


GROUPS: Sentences = {
    "cooperation": _("Phối hợp"),
    "units": _("Đơn vị"),
    "access": _("Tài khoản, vai trò"),
    "people": _("Con người"),
    "activities": _("Hoạt động"),
    "recognition": _("Chứng nhận"),
    "notices": _("Tin gửi đi"),
    "files": _("Tệp"),
    "work": _("Việc chạy lâu"),
    "practices": _("Mô hình hay"),
    "documents": _("Giấy tờ"),
    "training": _("Tập huấn"),
    "inspections": _("Kiểm tra, công nhận"),
    "programmes": _("Chương trình, chỉ tiêu"),
    "places": _("Địa giới"),
}
"""The contexts whose events can be filtered by, as pages call them."""

_UNITS: Sentences = {
    "units.ClusterChanged": _("Sửa cụm của %(unit_ids)s"),
    "units.ClusterClosed": _("Giải thể một cụm"),
    "units.ClusterFormed": _("Lập cụm gồm %(unit_ids)s"),
    "units.AliasAdded": _("Thêm tên gọi khác cho %(unit_id)s"),
    "units.AliasRemoved": _("Bỏ một tên gọi khác của %(unit_id)s"),
    "units.BeginningFinished": _("Hoàn tất bước đầu thiết lập cổng"),
    "units.BeginningPutOff": _("Để lại sau một bước thiết lập: %(step)s"),
    "units.ChangeTakenBack": _("Rút lại thay đổi đã chuẩn bị cho ngày %(on)s: %(verb)s"),
    "units.CounterpartsLinked": _("Gắn %(unit_id)s song hành với %(counterpart_id)s"),
    "units.InstanceSetUp": _("Đặt hệ thống phục vụ %(root_id)s"),
    "units.KindsLoaded": _("Nạp danh mục %(kinds)s loại hình đơn vị"),
    "units.ReorganisationApplied": _("Ghi đợt sắp xếp %(lines)s đơn vị từ ngày %(on)s"),
    "units.ReorganisationDropped": _("Bỏ đợt sắp xếp đang chuẩn bị cho ngày %(on)s"),
    "units.ReorganisationLinesSet": _("Sửa đợt sắp xếp đang chuẩn bị: %(lines)s đơn vị"),
    "units.ReorganisationPrepared": _("Chuẩn bị đợt sắp xếp cho ngày %(on)s"),
    "units.ReorganisationTakenBack": _("Rút lại đợt sắp xếp %(lines)s đơn vị của ngày %(on)s"),
    "units.UnitClosed": _("Kết thúc %(unit_id)s từ ngày %(on)s, đơn vị kế thừa: %(heirs)s"),
    "units.UnitMoved": _("Chuyển %(unit_id)s về %(parent_id)s từ ngày %(on)s"),
    "units.UnitReclassified": _("Đổi loại hình %(unit_id)s từ ngày %(on)s"),
    "units.UnitRenamed": _("Đổi tên %(unit_id)s từ ngày %(on)s"),
    "units.UnitSplit": _("Chia %(unit_id)s thành %(into_ids)s từ ngày %(on)s"),
    "units.UnitsFounded": _("Thành lập %(unit_ids)s"),
    "units.UnitsTakenBack": _("Hoàn tác thành lập %(units)s đơn vị"),
    "units.UnitsMerged": _("Hợp nhất %(unit_ids)s vào %(into_id)s từ ngày %(on)s"),
}
_ACCESS: Sentences = {
    "access.AccountClosed": _("Xóa một tài khoản theo yêu cầu của chủ tài khoản"),
    "access.AccountRegistered": _("Mở một tài khoản"),
    "access.ContactChanged": _("Đổi liên hệ đăng nhập"),
    "access.InvitationAccepted": _("Nhận lời mời và mở tài khoản"),
    "access.KeyGiven": _("Cấp khóa API với vai trò %(role)s"),
    "access.KeyRevoked": _("Thu hồi khóa API"),
    "access.InvitationRevoked": _("Thu hồi một lời mời"),
    "access.InvitationsRenewed": _("Tạo đường dẫn mới cho %(invitation_ids)s lời mời"),
    "access.InvitationsTakenBack": _("Thu hồi %(invitation_ids)s lời mời của một danh sách"),
    "access.InvitationsSent": _("Mời %(invitation_ids)s người theo danh sách"),
    "access.InvitationSent": _("Mời một người làm %(role)s"),
    "access.RoleEnded": _("Kết thúc vai trò %(role)s"),
    "access.RolesReorganised": _(
        "Theo đợt sắp xếp: %(ended)s vai trò kết thúc, giao %(given)s vai trò, %(invitations)s lời mời hết hiệu lực"
    ),
    "access.RolesRestored": _("Trả lại vai trò, lời mời như trước đợt sắp xếp"),
    "access.RoleTermSet": _("Vai trò %(role)s kết thúc cùng chức danh từ ngày %(on)s"),
    "access.RoleGranted": _("Giao vai trò %(role)s"),
    "access.SessionsEnded": _("Đăng xuất tài khoản trên %(sessions)s máy"),
    "access.SignInMeansChanged": _("Đổi cách đăng nhập: %(change)s %(means)s"),
}
_PEOPLE: Sentences = {
    "people.OfficesEnded": _(
        "Theo đợt sắp xếp: %(posts)s chức danh, %(duties)s đầu mối có ngày kết thúc"
    ),
    "people.OfficesRestored": _(
        "Trả lại %(posts)s chức danh, %(duties)s đầu mối như trước đợt sắp xếp"
    ),
    "people.ConsentGiven": _("Ghi sự đồng ý: %(purpose)s, bản %(version)s"),
    "people.ConsentWithdrawn": _("Rút sự đồng ý: %(purpose)s, bản %(version)s"),
    "people.FocalPointNamed": _("Cử người đầu mối của đơn vị"),
    "people.HandoverDone": _(
        "Bàn giao xong từ ngày %(on)s: %(roles)s vai trò, %(posts)s chức danh"
    ),
    "people.HandoverProposed": _("Lập bản bàn giao"),
    "people.HandoverWithdrawn": _("Rút bản bàn giao"),
    "people.GuardianNamed": _("Ghi hoặc sửa người giám hộ của một người"),
    "people.MembershipBegun": _("Ghi một người vào đơn vị"),
    "people.AgreedMergerTakenApart": _("Tách lại hồ sơ đã gộp với %(counterpart_id)s"),
    "people.MembershipEnded": _("Ghi một người rời đơn vị"),
    "people.MergeProposed": _(
        "Hỏi %(counterpart_id)s: một người của mình có trong danh sách đó không"
    ),
    "people.MergeProposalAnswered": _("Trả lời %(counterpart_id)s: là một người, đã gộp hồ sơ"),
    "people.MergeProposalWithdrawn": _("Rút câu hỏi gửi %(counterpart_id)s về một người"),
    "people.OfficerAppointed": _("Ghi một chức danh cán bộ"),
    "people.PersonClaimed": _("Chủ tài khoản nhận hồ sơ về Trang của tôi"),
    "people.PersonEnrolled": _("Thêm một người vào danh sách"),
    "people.PersonMerged": _("Gộp hai hồ sơ của cùng một người"),
    "people.PersonErased": _("Xóa dữ liệu cá nhân của một người, giữ số liệu không tên"),
    "people.PersonErasedOnPaper": _(
        "%(unit_id)s xóa dữ liệu cá nhân của một người theo đơn giấy nhận ngày %(received_on)s, giữ số liệu không tên"
    ),
    "people.PersonRead": _("Mở xem hồ sơ của một người"),
    "people.PersonTakenApart": _("Tách lại hai hồ sơ đã gộp"),
    "people.PersonVerified": _("Xác nhận một hồ sơ"),
    "people.PersonWithdrawn": _("Ngừng một hồ sơ theo yêu cầu"),
    "people.PersonsEnrolled": _("Nạp danh sách %(persons)s người"),
    "people.OfficersLoaded": _("Nạp danh sách %(posts)s chức danh cán bộ"),
    "people.OfficersTakenBack": _("Hoàn tác danh sách %(posts)s chức danh cán bộ"),
    "people.PersonsTakenBack": _("Hoàn tác danh sách %(persons)s người"),
    "people.PostEnded": _("Kết thúc một nhiệm kỳ"),
    "people.ProfileEdited": _("Sửa %(fields)s mục trong một hồ sơ"),
    "people.VolunteerRegistered": _("Tình nguyện viên tự đăng ký hồ sơ"),
}
_OTHERS: Sentences = {
    "cooperation.RecordOpened": _("Ghi một việc phối hợp với %(partner_unit_ids)s"),
    "cooperation.RecordStepped": _("Ghi bước tiếp theo của một việc phối hợp"),
    "cooperation.StepTakenBack": _("Rút một bước phối hợp ghi nhầm"),
    "cooperation.NumberCorrected": _("Sửa số trong sổ của một người"),
    "documents.PaperIssued": _("Vào sổ một giấy tờ, số %(number)s/%(year)s"),
    "documents.PaperVoided": _("Bỏ số %(number)s/%(year)s đã cấp nhầm"),
    "recognition.CertificateDisclosed": _("Người giữ giấy cho hiện họ tên khi tra cứu"),
    "recognition.CertificateIssued": _("Cấp giấy chứng nhận số %(number)s/%(year)s"),
    "recognition.CertificateReplaced": _("Cấp lại giấy chứng nhận thay giấy cũ"),
    "recognition.CertificateRevoked": _("Thu hồi giấy chứng nhận"),
    "recognition.CommendationProposed": _("Đề nghị khen thưởng"),
    "recognition.CommendationDecided": _("Ghi quyết định khen thưởng ngày %(decided_on)s"),
    "recognition.CommendationDeclined": _("Ghi kết quả không khen thưởng"),
    "recognition.CommendationsLoaded": _("Nạp danh sách %(commendations)s khen thưởng"),
    "recognition.CommendationsTakenBack": _("Hoàn tác danh sách %(commendations)s khen thưởng"),
    "recognition.ElsewhereDecided": _("Trả lời một minh chứng tham gia nơi khác"),
    "recognition.ElsewhereDeclared": _("Khai tham gia nơi khác %(days)s ngày"),
    "recognition.ElsewhereTakenBack": _("Rút một minh chứng tham gia nơi khác"),
    "recognition.ServiceRuleAdopted": _(
        "Áp dụng quy định ngày tình nguyện %(rule)s từ ngày %(valid_from)s"
    ),
    "recognition.ServiceRulesLoaded": _(
        "Nạp %(created)s và sửa %(changed)s quy định ngày tình nguyện"
    ),
    "recognition.BadgePictureSet": _("Đổi hình của một huy hiệu"),
    "recognition.RecognitionRulesLoaded": _(
        "Nạp quy định cấp giấy, huy hiệu: %(created)s mới, %(changed)s sửa"
    ),
    "recognition.CertificatesIssued": _(
        "Cấp %(certificate_ids)s giấy chứng nhận, từ số %(first_number)s/%(year)s"
    ),
    "notices.NoticePosted": _("Lập một tin gửi: %(channel)s"),
    "notices.NoticesPosted": _("Lập tin gửi cho nhiều người"),
    "notices.NoticesSentByHand": _("Ghi đã báo tận nơi hoặc nhắn tay"),
    "notices.NoticeTakenBack": _("Hoàn tác một lần ghi đã báo"),
    "files.FileDropped": _("Xóa một tệp hết hạn lưu: %(kind)s"),
    "files.FileStored": _("Lưu một tệp: %(kind)s, %(size)s byte"),
    "work.DataForgotten": _("Xóa theo thời hạn lưu: %(rows)s %(holding)s"),
    "work.ListApplied": _("Nhập danh sách %(kind)s: %(lines)s dòng, còn %(faulty)s dòng cần sửa"),
    "work.ListDiscarded": _("Bỏ danh sách %(kind)s chưa nhập"),
    "work.ListReceived": _("Nhận danh sách %(kind)s: %(lines)s dòng"),
    "work.ListTaken": _("Tải danh sách %(kind)s: %(lines)s dòng"),
    "work.ListUndone": _("Hoàn tác danh sách %(kind)s: %(lines)s dòng, giữ lại %(kept)s"),
    "work.JobAsked": _("Giao việc chạy lâu: %(kind)s"),
    "work.JobStopped": _("Dừng việc chạy lâu: %(kind)s"),
    "programmes.EstimateLineRemoved": _("Bỏ một dòng dự toán năm %(year)s"),
    "programmes.EstimateLineSet": _("Ghi một dòng dự toán năm %(year)s: %(amount)s đồng"),
    "programmes.EstimateLinesListed": _("Nhập %(lines)s dòng dự toán từ danh sách"),
    "programmes.EstimateReturned": _("Trả lại dự toán năm %(year)s để sửa"),
    "programmes.EstimateSent": _("Gửi dự toán năm %(year)s"),
    "programmes.EstimateWeighed": _("Cân đối %(lines)s dòng dự toán năm %(year)s"),
    "programmes.AmendmentDecided": _("Ghi kết quả một đề nghị điều chỉnh: %(number)s"),
    "programmes.AmendmentProposed": _("Đề nghị điều chỉnh một nội dung của kế hoạch"),
    "programmes.AmendmentSubmitted": _("Trình một đề nghị điều chỉnh: %(number)s"),
    "programmes.AmendmentWithdrawn": _("Rút một đề nghị điều chỉnh"),
    "programmes.CalendarOpened": _("Lấy địa chỉ lịch của đơn vị"),
    "programmes.CalendarRevoked": _("Thu hồi địa chỉ lịch của đơn vị"),
    "programmes.DraftBegun": _("Bắt đầu soạn kế hoạch %(plan)s"),
    "programmes.DraftDropped": _("Xóa bản soạn thảo kế hoạch %(plan)s"),
    "programmes.DraftPublished": _("Ban hành kế hoạch trên cổng, bản thứ %(edition)s"),
    "programmes.DutyRebased": _(
        "Quyết định thay đơn vị được tính của chỉ tiêu %(indicator)s từ năm %(year)s"
    ),
    "programmes.FactAccepted": _("Xác nhận một việc của năm %(year)s: %(kind)s"),
    "programmes.FactRecorded": _("Ghi một việc của năm %(year)s: %(kind)s"),
    "programmes.FactRefused": _("Trả lại một việc của năm %(year)s: %(kind)s"),
    "programmes.FactWithdrawn": _("Rút một việc đã ghi của năm %(year)s: %(kind)s"),
    "programmes.FigureDecisionWithdrawn": _(
        "Thu hồi một quyết định, nhận định về chỉ tiêu %(indicator)s năm %(year)s"
    ),
    "programmes.FigureOverridden": _(
        "Ghi số điều chỉnh %(value)s cho chỉ tiêu %(indicator)s năm %(year)s"
    ),
    "programmes.FiguresFrozen": _("Chốt %(figures)s số liệu của %(programme)s đến ngày %(day)s"),
    "programmes.FrozenFiguresCorrected": _(
        "Đính chính lần %(version)s số liệu đã chốt: %(figures)s số khác đi"
    ),
    "programmes.FiguresRebuilt": _("Tính lại %(cells)s ô số liệu"),
    "programmes.MoneyCorrected": _("Sửa một khoản kinh phí năm %(year)s bằng bản ghi mới"),
    "programmes.MoneyRecorded": _("Ghi một khoản kinh phí năm %(year)s: %(amount)s đồng"),
    "programmes.ObstacleAnswered": _("Trả lời một khó khăn, vướng mắc"),
    "programmes.ObstacleForwarded": _("Chuyển một khó khăn, vướng mắc lên cấp trên"),
    "programmes.ObstacleRaised": _("Nêu một khó khăn, vướng mắc"),
    "programmes.OwnPlanSent": _("Gửi kế hoạch của đơn vị thực hiện chương trình"),
    "programmes.PlanAcknowledged": _("Ghi đã quán triệt chương trình ngày %(on)s"),
    "programmes.PlansAskedFor": _("Nhắc %(unit_ids)s gửi kế hoạch thực hiện chương trình"),
    "programmes.BoardAdded": _("Giao thêm một việc phụ trách trong chương trình"),
    "programmes.BoardChanged": _("Sửa một việc phụ trách hoặc ghi ngày thôi phụ trách"),
    "programmes.BoardGivenTo": _("Giao %(unit_ids)s phụ trách một việc của chương trình"),
    "programmes.BoardTakenBack": _("Bỏ một việc phụ trách của chương trình"),
    "programmes.BodyAssigned": _("Cử %(unit_ids)s làm %(body)s trong bảng phân công"),
    "programmes.ProgrammeClosed": _("Kết thúc chương trình"),
    "programmes.ProgrammeLoaded": _("Nạp chương trình với %(indicators)s chỉ tiêu"),
    "programmes.SchemeLinked": _("Liên kết chương trình lồng ghép với %(tasks)s nhiệm vụ"),
    "programmes.StatementMade": _("Ghi nhận định về chỉ tiêu %(indicator)s năm %(year)s"),
    "programmes.TaskReopened": _("Mở lại một nhiệm vụ đã báo xong của năm %(year)s"),
    "programmes.TaskReported": _("Báo xong một nhiệm vụ của năm %(year)s"),
    "programmes.TasksReminded": _("Nhắc %(unit_ids)s về %(tasks)s nhiệm vụ"),
    "programmes.YearDecided": _(
        "Ghi %(paper)s duyệt dự toán năm %(year)s: %(approved)s đồng, cả phần lồng ghép"
    ),
    "programmes.YearOpinionGiven": _("Góp ý đề xuất bố trí kinh phí năm %(year)s"),
    "programmes.YearProposed": _("Đề xuất bố trí kinh phí năm %(year)s bằng %(paper)s"),
    "programmes.YearReopened": _("Rút lại dự toán năm %(year)s đã trình"),
    "programmes.SupplementOpened": _("Mở dự toán bổ sung đợt %(supplement)s năm %(year)s"),
    "programmes.YearSubmitted": _("Trình dự toán năm %(year)s bằng %(paper)s"),
    "places.TraitsWritten": _("Ghi đặc điểm của %(places)s địa bàn"),
    "places.TraitsTakenBack": _("Rút lại đặc điểm của %(places)s địa bàn"),
    "places.MapLoaded": _("Nạp dữ liệu địa giới: thêm %(created)s, sửa %(changed)s dòng"),
}
_PRACTICES: Sentences = {
    "practices.IdeaMatched": _("Ghép một ý tưởng với mô hình"),
    "practices.AdoptionReported": _("Ghi kết quả làm theo một mô hình"),
    "practices.FlagResolved": _("Xem xong một điều cần xem lại của mô hình"),
    "practices.PracticeAdopted": _("Ghi làm theo một mô hình"),
    "practices.PartnerConfirmed": _("Xem tên đối tác trong một mô hình"),
    "practices.PracticeEdited": _("Sửa %(fields)s mục của mô hình, bản %(version)s"),
    "practices.PracticeListed": _("Đưa mô hình vào kho"),
    "practices.PracticeRetired": _("Ngừng giới thiệu một mô hình"),
    "practices.ContinuityChecked": _("Kiểm tra mô hình còn duy trì không"),
    "practices.HandbookPublished": _("Công bố một cẩm nang"),
    "practices.HandbookWritten": _("Soạn cẩm nang %(practices)s mô hình"),
    "practices.IdeaAnswered": _("Trả lời một ý tưởng"),
    "practices.IdeaSent": _("Gửi một ý tưởng"),
    "practices.NominationAppraised": _("Cho điểm một mô hình được đề cử: %(total)s"),
    "practices.PracticeNominated": _("Đề cử một mô hình"),
    "practices.RecommendationAnswered": _("Trả lời một kiến nghị"),
    "practices.RecommendationSent": _("Chuyển một kiến nghị"),
    "practices.RoundAnnounced": _(
        "Công bố kết quả: tôn vinh %(honoured)s, công nhận %(recognised)s mô hình"
    ),
    "practices.RoundOpened": _("Mở đợt xét chọn mô hình năm %(year)s"),
    "practices.PracticeWritten": _("Viết một mô hình"),
    "practices.PracticesListed": _("Đưa %(practices)s mô hình vào kho, phân loại đã xác nhận"),
    "practices.PracticesBroughtIn": _("Nhập %(practices)s mô hình từ danh sách"),
    "practices.PracticesTakenBack": _("Hoàn tác %(practices)s mô hình đã nhập"),
}
_TRAINING: Sentences = {
    "training.CourseDeclared": _("Khai một lớp tập huấn"),
    "training.CourseEdited": _("Sửa thông tin lớp tập huấn"),
    "training.CourseFinished": _("Chốt kết quả lớp tập huấn: %(completed)s người hoàn thành"),
    "training.CourseReopened": _("Mở lại lớp tập huấn đã chốt"),
    "training.CampaignModelApplied": _(
        "Ghi mô hình quản lý, điều phối cho các hoạt động của chiến dịch"
    ),
    "training.ModelApplied": _("Ghi mô hình quản lý, điều phối đã áp dụng"),
    "training.TopicsLoaded": _("Nạp nội dung tập huấn: thêm %(created)s, sửa %(changed)s dòng"),
    "training.TraineeDropped": _("Bỏ một người khỏi danh sách lớp tập huấn"),
    "training.TraineesAdded": _("Thêm %(trainees)s người vào lớp tập huấn theo danh sách ký"),
}
_INSPECTIONS: Sentences = {
    "inspections.ReferenceLoaded": _("Nạp bảng kiểm: thêm %(created)s, sửa %(changed)s dòng"),
    "inspections.RemedyAsked": _("Nêu một việc cần khắc phục, hạn %(due_on)s"),
    "inspections.RemedyDone": _("Ghi một việc đã khắc phục xong"),
    "inspections.UnitsDrawn": _("Rút thăm %(drawn)s trong %(pool)s đơn vị để kiểm tra"),
    "inspections.UseDecided": _("Công nhận đơn vị ứng dụng công nghệ thông tin"),
    "inspections.UseDeclared": _("Khai việc ứng dụng công nghệ thông tin"),
    "inspections.VisitConcluded": _("Ghi kết luận một cuộc kiểm tra"),
    "inspections.VisitDropped": _("Bỏ một đơn vị khỏi kế hoạch kiểm tra"),
    "inspections.VisitsPlanned": _("Đưa %(visits)s đơn vị vào kế hoạch kiểm tra"),
}
SENTENCES: Sentences = {
    **_INSPECTIONS,
    **_TRAINING,
    **_UNITS,
    **_PRACTICES,
    **_ACCESS,
    **_PEOPLE,
    **ACTIVITIES,
    **_OTHERS,
}
"""One sentence for each event, by its code."""

WHEN_NOT: Mapping[str, tuple[str, str | Promise]] = {
    "activities.HostAnswered": (
        "agreed",
        _("%(host_unit_id)s không đồng ý cho tổ chức trên địa bàn"),
    ),
    "activities.ObjectionAnswered": ("corrected", _("Trả lời ý kiến về giờ: giữ nguyên")),
    "activities.LateEntryDecided": ("confirmed", _("%(decided_unit_id)s trả lại bổ sung sau")),
    "activities.SafetyChecked": ("checked", _("Bỏ đánh dấu một mục an toàn")),
    "inspections.UseDecided": ("accepted", _("Trả lại bản khai ứng dụng công nghệ thông tin")),
    "people.MergeProposalAnswered": ("merged", _("Trả lời %(counterpart_id)s: không gộp")),
    "recognition.CertificateDisclosed": ("disclosed", _("Người giữ giấy ẩn họ tên khi tra cứu")),
    "units.UnitClosed": ("heirs", _("Kết thúc %(unit_id)s từ ngày %(on)s")),
}
"""What an event says instead when the value named is false or empty."""
